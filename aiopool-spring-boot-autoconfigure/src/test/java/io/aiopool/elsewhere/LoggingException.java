package io.aiopool.elsewhere;

/**
 * The exception of a library that logs in it, and so has a static initialiser.
 */
public class LoggingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final System.Logger LOGGER = System.getLogger(LoggingException.class.getName());

	public LoggingException(String message) {
		super(message);
		LOGGER.log(System.Logger.Level.DEBUG, message);
	}

}
