package io.aiopool.scheduler;

import java.util.concurrent.TimeUnit;

/**
 * Least loaded, and of the tasks that wait, those of higher priority first.
 * <p>
 * Each level of priority is worth {@value #SECONDS_PER_LEVEL} second of waiting. Equals
 * keep their order, and no task starves: one that is lower by <em>n</em> levels is
 * overtaken only by what comes within <em>n</em> seconds after it.
 */
final class PriorityFirst extends LeastLoaded {

	static final long SECONDS_PER_LEVEL = 1;

	private static final long NANOS_PER_LEVEL = TimeUnit.SECONDS.toNanos(SECONDS_PER_LEVEL);

	@Override
	public long headStart(ScheduledTask task) {
		return task.options().priority() * NANOS_PER_LEVEL;
	}

}
