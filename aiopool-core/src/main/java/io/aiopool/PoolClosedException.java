package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a task is submitted to a pool that is closed or closing, and for tasks that
 * had not ended when the pool stopped.
 */
public class PoolClosedException extends PoolRejectedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public PoolClosedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
