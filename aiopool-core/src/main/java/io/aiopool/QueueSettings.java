package io.aiopool;

import java.util.Objects;

/**
 * The queue in which tasks wait for a worker, and what bounds it. Whichever limit is
 * reached first, the next task is treated as {@code onFull} says.
 *
 * @param capacity so many tasks may wait
 * @param maxBytes so many bytes the encoded arguments of those that wait may have
 * together; a single task may wait though it has more
 * @param maxInFlightPerMethod so many tasks of one method may be in the pool, waiting or
 * running, so that one caller cannot keep all others waiting; 0 for no limit
 * @param onFull what happens to the next one
 */
public record QueueSettings(int capacity, long maxBytes, int maxInFlightPerMethod, OnFull onFull) {

	private static final int SHARE_OF_HEAP = 4;

	/**
	 * 10,000 tasks, a quarter of this JVM's heap, no limit for a method; the next one is
	 * rejected.
	 */
	public static final QueueSettings DEFAULTS = new QueueSettings(10_000,
			Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, 0, OnFull.REJECT);

	public QueueSettings {
		Checks.atLeast("queue-capacity", capacity, 0);
		Checks.atLeast("max-queued-bytes", maxBytes, 1);
		Checks.atLeast("max-in-flight-per-method", maxInFlightPerMethod, 0);
		Objects.requireNonNull(onFull, "onFull");
	}

	QueueSettings withCapacity(int capacity) {
		return new QueueSettings(capacity, this.maxBytes, this.maxInFlightPerMethod, this.onFull);
	}

	QueueSettings withMaxBytes(long maxBytes) {
		return new QueueSettings(this.capacity, maxBytes, this.maxInFlightPerMethod, this.onFull);
	}

	QueueSettings withMaxInFlightPerMethod(int maxInFlightPerMethod) {
		return new QueueSettings(this.capacity, this.maxBytes, maxInFlightPerMethod, this.onFull);
	}

	QueueSettings withOnFull(OnFull onFull) {
		return new QueueSettings(this.capacity, this.maxBytes, this.maxInFlightPerMethod, onFull);
	}

}
