class Context {

	static final byte[] PDF = new byte[0];

	final WorkerFaults faults = null;

	final WebTestClient client = null;

	final String question = "";

	final List<String> files = List.of();

}

record Image(int width) {

}

record Page(String title) {

}

class Renderer {

	static Image firstPage(byte[] pdf) {
		return new Image(pdf.length);
	}

}

class Deep {

	static int thought(String question) {
		return question.length();
	}

}

class Parser {

	static Page parse(String file) {
		return new Page(file);
	}

}
