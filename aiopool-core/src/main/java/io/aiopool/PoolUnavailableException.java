package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a pool cannot get a worker to live: its JVM does not start, its initializer
 * fails, or its workers keep dying before they complete a task.
 */
public class PoolUnavailableException extends PoolRejectedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public PoolUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
