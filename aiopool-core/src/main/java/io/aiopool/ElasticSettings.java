package io.aiopool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How the number of workers follows the load.
 *
 * @param minProcesses so many workers are kept however little there is to do; the others
 * are started when tasks wait. {@code null} for as many as the pool has
 * @param idleTimeout time without a task after which a worker above the minimum is
 * stopped
 * @param spares so many workers more are kept ready, without tasks, to take the place of
 * one that is lost or recycled at once
 */
public record ElasticSettings(@Nullable Integer minProcesses, Duration idleTimeout, int spares) {

	/** All workers are kept, no spares; 60 s where a minimum is set. */
	public static final ElasticSettings DEFAULTS = new ElasticSettings(null, Duration.ofSeconds(60), 0);

	private static final int MOST_SPARES = 64;

	public ElasticSettings {
		if (minProcesses != null) {
			Checks.between("min-processes", minProcesses, 0, PoolSettings.MOST_PROCESSES);
		}
		Checks.positive("idle-timeout", idleTimeout);
		Checks.between("spares", spares, 0, MOST_SPARES);
	}

	/**
	 * Returns how many workers are kept of those that a pool may have.
	 * @param processes how many it may have
	 * @return the minimum
	 */
	public int kept(int processes) {
		return (this.minProcesses == null) ? processes : Math.min(this.minProcesses, processes);
	}

}
