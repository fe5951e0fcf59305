package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the queue of a pool is full.
 */
public class PoolSaturatedException extends PoolRejectedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public PoolSaturatedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
