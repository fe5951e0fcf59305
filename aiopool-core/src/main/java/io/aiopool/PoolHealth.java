package io.aiopool;

/**
 * What can be expected of a pool.
 */
public enum PoolHealth {

	/** Every worker that the pool is to have is ready, or starting for the first time. */
	UP,

	/**
	 * Tasks run, with fewer workers than there should be, or a method that keeps killing
	 * workers has one at a time.
	 */
	DEGRADED,

	/** Tasks are taken and wait until the pool is resumed. */
	PAUSED,

	/** No worker lives and new ones keep failing: tasks are rejected. */
	UNAVAILABLE,

	/** The pool is closed or closing. */
	CLOSED

}
