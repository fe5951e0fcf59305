class Context {

	final HttpClient client = HttpClient.newHttpClient();

}

record Tenant(String name) {

	static Optional<String> current() {
		return Optional.empty();
	}

}
