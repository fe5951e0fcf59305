package io.aiopool;

/**
 * The queue in which tasks wait for a worker.
 *
 * @param capacity so many tasks may wait
 * @param onFull what happens to the next one
 */
public record QueueSettings(int capacity, OnFull onFull) {

	/** 10,000 tasks, the next one is rejected. */
	public static final QueueSettings DEFAULTS = new QueueSettings(10_000, OnFull.REJECT);

	public QueueSettings {
		Checks.atLeast("queue-capacity", capacity, 0);
	}

}
