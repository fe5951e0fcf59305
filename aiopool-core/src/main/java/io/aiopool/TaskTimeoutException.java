package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a task has not ended by its deadline. Its work is being stopped.
 */
public class TaskTimeoutException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String threadDump;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param threadDump the stacks of the worker at the deadline, or {@code null}
	 */
	public TaskTimeoutException(String message, @Nullable String threadDump) {
		super(message);
		this.threadDump = threadDump;
	}

	/**
	 * Returns the stacks of the worker's threads at the deadline.
	 * @return the text, or {@code null} if the task was still queued or the worker did
	 * not answer in time
	 */
	public @Nullable String threadDump() {
		return this.threadDump;
	}

}
