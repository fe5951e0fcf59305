package io.aiopool.spring.aop;

import org.jspecify.annotations.Nullable;

/**
 * How a task has ended, and where its time went: it waited, it ran, and the rest is what
 * leaving the process takes. Immutable; times are nanoseconds.
 *
 * @param pool name of its pool
 * @param task name of the task
 * @param total time since the call
 * @param waited time without a worker, or in the worker behind another task
 * @param ran time that it ran, all attempts together
 * @param failure how it failed; {@code null} if it did not, and a
 * {@code CancellationException} if its caller gave it up
 */
public record TaskEnd(String pool, String task, long total, long waited, long ran, @Nullable Throwable failure) {

	/**
	 * Returns the price of leaving the process: encoding and decoding, the way there and
	 * back, and changes of threads.
	 * @return nanoseconds, 0 or more
	 */
	public long transfer() {
		return Math.max(0, this.total - this.waited - this.ran);
	}

}
