package io.aiopool;

import java.time.Duration;

/**
 * How a worker that is stopped or wedged is found out.
 *
 * @param interval how often a worker shows that it lives; zero for no heartbeat
 * @param timeout a worker that has not shown it for so long, and not in the round after
 * that either, is killed and replaced
 */
public record HeartbeatSettings(Duration interval, Duration timeout) {

	private static final Duration LEAST_INTERVAL = Duration.ofMillis(10);

	/** Every 5 s, so that a worker without tasks hardly ever wakes; 30 s. */
	public static final HeartbeatSettings DEFAULTS = new HeartbeatSettings(Duration.ofSeconds(5),
			Duration.ofSeconds(30));

	/** Fewer heartbeats in the timeout would be missed by chance. */
	private static final int BEATS_PER_TIMEOUT = 3;

	public HeartbeatSettings {
		Checks.notNegative("heartbeat.interval", interval);
		if (!interval.isZero() && interval.compareTo(LEAST_INTERVAL) < 0) {
			throw new IllegalArgumentException(
					"heartbeat.interval must be zero or at least " + LEAST_INTERVAL + ", but was " + interval);
		}
		Checks.positive("heartbeat.timeout", timeout);
		if (timeout.compareTo(interval.multipliedBy(BEATS_PER_TIMEOUT)) < 0) {
			throw new IllegalArgumentException("heartbeat.timeout must be at least " + BEATS_PER_TIMEOUT
					+ " times heartbeat.interval, which is " + interval + ", but was " + timeout);
		}
	}

	/**
	 * As many heartbeats as the timeout needs, but not more than by default.
	 * @param timeout a worker that has not shown that it lives for so long is replaced
	 * @return the settings
	 * @throws IllegalArgumentException if the timeout is less than 30 ms
	 */
	public static HeartbeatSettings within(Duration timeout) {
		Checks.positive("heartbeat.timeout", timeout);
		Duration interval = timeout.dividedBy(BEATS_PER_TIMEOUT);
		if (interval.compareTo(DEFAULTS.interval) > 0) {
			interval = DEFAULTS.interval;
		}
		return new HeartbeatSettings((interval.compareTo(LEAST_INTERVAL) < 0) ? LEAST_INTERVAL : interval, timeout);
	}

}
