package io.aiopool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long the pool waits, and for what.
 *
 * @param task from submission to deadline for tasks without a timeout of their own;
 * {@code null} for no deadline
 * @param killGrace from the interrupt of a task to the kill of its worker
 * @param start from the start of a worker's process until it must be ready
 * @param drain how long {@link ProcessPool#close()} waits for running tasks
 */
public record TimeoutSettings(@Nullable Duration task, Duration killGrace, Duration start, Duration drain) {

	/** No deadline, 2 s, 30 s and 20 s. */
	public static final TimeoutSettings DEFAULTS = new TimeoutSettings(null, Duration.ofSeconds(2),
			Duration.ofSeconds(30), Duration.ofSeconds(20));

	public TimeoutSettings {
		if (task != null) {
			Checks.positive("task-timeout", task);
		}
		Checks.notNegative("kill-grace", killGrace);
		Checks.positive("start-timeout", start);
		Checks.notNegative("drain-timeout", drain);
	}

	/**
	 * Returns how long a task may take: as its own options say, or else {@link #task}.
	 * @param options options of the task
	 * @return the time, or {@code null} for no deadline
	 */
	public @Nullable Duration of(TaskOptions options) {
		return (options.timeout() != null) ? options.timeout() : this.task;
	}

}
