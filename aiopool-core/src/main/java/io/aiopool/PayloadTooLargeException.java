package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an argument or a result is larger than the pool's {@code max-payload}, and
 * was not sent; or when its objects would take many times as much memory where it
 * arrived, and it was not rebuilt.
 */
public class PayloadTooLargeException extends TaskSerializationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param phase where it happened
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public PayloadTooLargeException(Phase phase, String message, @Nullable Throwable cause) {
		super(phase, message, cause);
	}

}
