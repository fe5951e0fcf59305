package io.aiopool.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Judges by heartbeats which workers live. Not thread-safe; times are readings of a
 * monotonic clock in nanoseconds.
 * <p>
 * A round that comes late says that it is this process that was suspended or starved, and
 * so perhaps the workers with it: then all of them start anew. And nobody is judged
 * before the round after the one in which the time was over.
 *
 * @param <W> what a worker is known by
 */
final class Pulses<W> {

	private final long timeout;

	private final long round;

	private final Map<W, Pulse> pulses = new HashMap<>();

	private long lastRound;

	private boolean begun;

	/** The last heartbeat that was seen of a worker. */
	private static final class Pulse {

		private long beat;

		private long seenAt;

		private boolean overdue;

	}

	/**
	 * Knows no worker yet.
	 * @param timeout how long a worker may be silent
	 * @param round how often it is looked at them
	 */
	Pulses(Duration timeout, Duration round) {
		this.timeout = timeout.toNanos();
		this.round = round.toNanos();
	}

	/** Begins a round, in which each of these workers is looked at. */
	void begin(Collection<W> workers, long now) {
		this.pulses.keySet().retainAll(workers);
		if (this.begun && now - this.lastRound > 2 * this.round) {
			this.pulses.clear();
		}
		this.begun = true;
		this.lastRound = now;
	}

	/** Returns {@code false} if the worker has been silent for too long. */
	boolean isAlive(W worker, long beat, long now) {
		Pulse pulse = this.pulses.get(worker);
		if (pulse == null) {
			pulse = new Pulse();
			pulse.beat = beat;
			pulse.seenAt = now;
			this.pulses.put(worker, pulse);
			return true;
		}
		if (pulse.beat != beat) {
			pulse.beat = beat;
			pulse.seenAt = now;
			pulse.overdue = false;
			return true;
		}
		if (now - pulse.seenAt < this.timeout) {
			return true;
		}
		boolean grace = !pulse.overdue;
		pulse.overdue = true;
		return grace;
	}

}
