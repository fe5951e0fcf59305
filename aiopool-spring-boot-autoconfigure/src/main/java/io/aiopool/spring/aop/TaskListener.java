package io.aiopool.spring.aop;

import org.jspecify.annotations.Nullable;

/**
 * A bean that hears how the tasks of {@code @OffProcess} methods end. Must be thread-safe
 * and quick: it is called on the threads that complete tasks.
 */
@FunctionalInterface
public interface TaskListener {

	/**
	 * A task has ended.
	 * @param pool name of its pool
	 * @param task name of the task
	 * @param nanos time since it was submitted
	 * @param failure how it failed; {@code null} if it did not, and a
	 * {@code CancellationException} if its caller gave it up
	 */
	void ended(String pool, String task, long nanos, @Nullable Throwable failure);

}
