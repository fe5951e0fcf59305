class Context {

	static final byte[] PDF = new byte[0];

	final WebTestClient client = null;

}

record Image(int width) {

}

class Thumbnails {

	Mono<Image> render(byte[] pdf) {
		return Mono.just(new Image(pdf.length));
	}

}

class ThumbnailController {

}
