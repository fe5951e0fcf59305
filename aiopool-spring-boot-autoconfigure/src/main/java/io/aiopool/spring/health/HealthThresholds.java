package io.aiopool.spring.health;

import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import org.jspecify.annotations.Nullable;

/**
 * What a pool must have to be healthy. Immutable.
 *
 * @param counts whether it counts in the health of the application
 * @param minReady so many workers must be ready, once the pool has started any
 * @param maxQueueFill fraction to which the queue may be filled; {@code null} for no
 * limit
 */
public record HealthThresholds(boolean counts, int minReady, @Nullable Double maxQueueFill) {

	/** A pool that is available is healthy. */
	public static final HealthThresholds DEFAULTS = new HealthThresholds(true, 0, null);

	private static final int MOST_READY = 1024;

	public HealthThresholds {
		if (minReady < 0 || minReady > MOST_READY) {
			throw new IllegalArgumentException(
					"health.min-ready must be between 0 and " + MOST_READY + ", but was " + minReady);
		}
		if (maxQueueFill != null && !(maxQueueFill > 0 && maxQueueFill <= 1)) {
			throw new IllegalArgumentException(
					"health.max-queue-fill must be above 0 and at most 1, but was " + maxQueueFill);
		}
	}

	/**
	 * Says which of them a pool does not keep.
	 * @param pool the pool
	 * @return what is the matter, with the values; {@code null} if nothing is
	 */
	@Nullable String broken(ProcessPool pool) {
		PoolStatistics statistics = pool.statistics();
		// A lazy pool that waits for its first task is fine: nothing else would start it.
		if (statistics.workersStarted() > 0 && statistics.ready() < this.minReady) {
			return statistics.ready() + " workers are ready, fewer than health.min-ready, which is " + this.minReady;
		}
		int capacity = pool.settings().queue().capacity();
		if (this.maxQueueFill != null && statistics.pending() > this.maxQueueFill * capacity) {
			return statistics.pending() + " tasks wait in a queue for " + capacity
					+ ", more than health.max-queue-fill, which is " + this.maxQueueFill;
		}
		return null;
	}

}
