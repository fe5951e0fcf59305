package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a pool does not take a task. The task has not run.
 */
public class PoolRejectedException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public PoolRejectedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
