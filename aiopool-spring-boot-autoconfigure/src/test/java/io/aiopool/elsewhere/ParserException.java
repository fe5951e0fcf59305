package io.aiopool.elsewhere;

/**
 * The exception of a parser, which has simple values only.
 */
public class ParserException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int line;

	public ParserException(String message, int line) {
		super(message);
		this.line = line;
	}

	public int line() {
		return this.line;
	}

}
