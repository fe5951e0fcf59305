package io.aiopool;

/**
 * Where the time of one task went. Made by whoever wants to know, given to the task by
 * {@link TaskOptions#withTimings}, and complete before the outcome of the task is told.
 * Given to several tasks it holds the sums. Thread-safe.
 * <p>
 * What is left of the time between submission and outcome is the price of leaving the
 * process: encoding, the way to the worker and back, decoding, and changes of threads.
 */
public final class TaskTimings {

	private long waited;

	private long ran;

	/**
	 * Returns how long the task waited for a worker, between attempts too, and in the
	 * worker for the task before it.
	 * @return nanoseconds; 0 if it was refused
	 */
	public synchronized long waited() {
		return this.waited;
	}

	/**
	 * Returns how long the task ran, as its worker measured it, all attempts together.
	 * The time of an attempt whose worker was lost or killed counts from when it was
	 * sent, since nobody else could tell.
	 * @return nanoseconds; 0 if it was never sent
	 */
	public synchronized long ran() {
		return this.ran;
	}

	/**
	 * Adds to what is known. For the pool.
	 * @param waited nanoseconds that the task has waited more
	 * @param ran nanoseconds that it has run more
	 */
	public synchronized void add(long waited, long ran) {
		this.waited += waited;
		this.ran += ran;
	}

}
