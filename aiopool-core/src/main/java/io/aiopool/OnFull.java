package io.aiopool;

/**
 * What a pool does with a task when its queue is full. A task never runs in the calling
 * process.
 */
public enum OnFull {

	/** Every caller gets {@link PoolSaturatedException} at once. */
	REJECT,

	/**
	 * Blocking callers and {@code map} wait for room, up to their deadline; asynchronous
	 * callers are rejected.
	 */
	WAIT

}
