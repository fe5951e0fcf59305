package io.aiopool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A task that has failed, with what is known of it. Immutable, but for the exception.
 *
 * @param pool name of its pool
 * @param task id of the task, as in messages and in {@link TaskContext#id()}
 * @param name its name, as in metrics
 * @param attempt number of its last attempt, from 1
 * @param elements how many elements of a map it stood for; 1 for any other task
 * @param elapsed time since its submission
 * @param pid process id of the worker that it was sent to last; {@code null} if none was
 * @param failure what its caller is told: the same exception, or an equal one where a
 * worker has reported it
 */
public record TaskFailure(String pool, long task, String name, int attempt, int elements, Duration elapsed,
		@Nullable Long pid, Throwable failure) {

	/**
	 * Returns how the worker of the task has ended: status or signal, last output, crash
	 * report.
	 * @return the exit, or {@code null} if the task did not fail for that
	 */
	public @Nullable WorkerExit exit() {
		return (this.failure instanceof WorkerLostException lost) ? lost.exit() : null;
	}

	/**
	 * Returns the stacks of the worker at the deadline of the task.
	 * @return the text, or {@code null} if the task did not fail for that, or it could
	 * not be had
	 */
	public @Nullable String threadDump() {
		return (this.failure instanceof TaskTimeoutException timeout) ? timeout.threadDump() : null;
	}

}
