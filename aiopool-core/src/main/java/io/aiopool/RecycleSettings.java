package io.aiopool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a worker is replaced though nothing is wrong with it, besides after so many tasks
 * ({@link WorkerSettings#maxTasks()}). A successor is ready before the old worker gets no
 * more tasks.
 *
 * @param maxAge time after which a worker is replaced; {@code null} for never
 * @param maxMemory so many bytes of resident memory may a worker have beyond those that
 * it had when it became ready, measured anew after a garbage collection in the worker
 * before it is replaced; 0 for no limit. Without effect where the system does not tell
 * the resident memory of a process
 * @param jitter by which fraction at most, 0 to 1, the age and number of tasks of a
 * worker fall short of the limits at random, so that workers started together are not
 * replaced together
 */
public record RecycleSettings(@Nullable Duration maxAge, long maxMemory, double jitter) {

	/** Never, no limit, no jitter. */
	public static final RecycleSettings DEFAULTS = new RecycleSettings(null, 0, 0);

	private static final long LEAST_MEMORY = 1 << 20;

	public RecycleSettings {
		if (maxAge != null) {
			Checks.positive("recycle.max-age", maxAge);
		}
		if (maxMemory != 0) {
			Checks.atLeast("recycle.max-memory", maxMemory, LEAST_MEMORY);
		}
		if (!(jitter >= 0 && jitter <= 1)) {
			throw new IllegalArgumentException("recycle.jitter must be between 0 and 1, but was " + jitter);
		}
	}

}
