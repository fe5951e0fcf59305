package io.aiopool.spring.adapter;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * One call of an {@code @OffProcess} method that has not been sent yet. Each of its
 * methods but the first two makes a task.
 */
public interface TaskCall {

	/**
	 * Returns the name of the task.
	 * @return the name, for messages
	 */
	String name();

	/**
	 * Tells whether the method declares a checked exception.
	 * @param type the exception
	 * @return {@code true} if callers expect it
	 */
	boolean declares(Class<? extends Exception> type);

	/**
	 * Runs the method and waits for its end.
	 * @return what it returned
	 * @throws Throwable what it threw, or what the pool has to report
	 */
	@Nullable Object call() throws Throwable;

	/**
	 * Runs the method.
	 * @return the future result; cancelling it cancels the task
	 */
	CompletableFuture<@Nullable Object> submit();

	/**
	 * Runs the method with each subscription.
	 * @return the cold stream of its items
	 */
	Flux<Object> stream();

}
