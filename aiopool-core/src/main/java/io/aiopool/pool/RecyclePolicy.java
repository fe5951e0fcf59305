package io.aiopool.pool;

import java.time.Duration;

import io.aiopool.RecycleSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a worker may reach before it is replaced. Immutable; the luck of a worker, from 0
 * to 1, says how far its own limits fall short of those that are set.
 */
final class RecyclePolicy {

	/** A successor is begun when the rest is likely to last so many of its starts. */
	private static final int STARTS_AHEAD = 2;

	private final int maxTasks;

	private final RecycleSettings settings;

	RecyclePolicy(int maxTasks, RecycleSettings settings) {
		this.maxTasks = maxTasks;
		this.settings = settings;
	}

	/** Returns how many tasks the worker may have; 0 for no limit. */
	int quota(double luck) {
		return (this.maxTasks == 0) ? 0 : Math.max(1, (int) Math.round(this.maxTasks * share(luck)));
	}

	/** Returns how old the worker may become; {@code null} for no limit. */
	@Nullable Duration oldest(double luck) {
		Duration maxAge = this.settings.maxAge();
		return (maxAge == null) ? null : Duration.ofNanos(Math.max(1, (long) (maxAge.toNanos() * share(luck))));
	}

	private double share(double luck) {
		return 1 - this.settings.jitter() * luck;
	}

	/**
	 * Tells whether a successor has to be started now so as to be ready when the quota is
	 * reached, if the worker goes on as it has so far.
	 * @param taken tasks it has had, of those in the quota
	 * @param quota tasks it may have
	 * @param served nanoseconds since it became ready
	 * @param start nanoseconds that a worker needs to become ready
	 */
	static boolean isNearlyUsedUp(int taken, int quota, long served, long start) {
		if (quota == 0 || taken == 0) {
			return false;
		}
		double perTask = (double) served / taken;
		return (quota - taken) * perTask <= (double) STARTS_AHEAD * start;
	}

}
