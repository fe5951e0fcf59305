package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * The root of what the pool itself reports, as opposed to what a task throws. Every
 * message says what failed, with which values, and what to do.
 */
public class OffProcessException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 */
	public OffProcessException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public OffProcessException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
