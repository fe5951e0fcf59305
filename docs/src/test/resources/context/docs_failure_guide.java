class Context {
	interface Thumbnails { Mono<byte[]> render(byte[] pdf); }
	final Thumbnails thumbnails = (pdf) -> Mono.just(pdf);
	final byte[] pdf = new byte[0];
	final ProcessPool pool = ProcessPool.builder().build();
	static void check(String word) { }
}
