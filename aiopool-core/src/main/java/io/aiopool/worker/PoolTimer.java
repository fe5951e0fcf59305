package io.aiopool.worker;

/**
 * What time it is for a pool, and what is to be done when. Thread-safe. Steps are run one
 * after the other, and must not block. All that a pool knows of time it knows from here,
 * so that a simulation can have its own.
 */
public interface PoolTimer {

	/**
	 * Returns the time.
	 * @return a reading of a monotonic clock in nanoseconds, of which only differences
	 * mean something, as with {@link System#nanoTime()}
	 */
	long now();

	/**
	 * Has something done after a while.
	 * @param nanos how long to wait
	 * @param step what to do
	 * @return {@code false} if the pool has ended, so that it will not be done
	 */
	boolean later(long nanos, Runnable step);

	/**
	 * Has something done again and again until the pool ends.
	 * @param nanos how long to wait each time
	 * @param step what to do
	 */
	void every(long nanos, Runnable step);

}
