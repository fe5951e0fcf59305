package io.aiopool.spring.adapter;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

/**
 * One call of an {@code @OffProcess} method that has not been sent yet. Its last three
 * methods make tasks.
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
	 * Returns the same call as made by a Reactor subscriber.
	 * @param reactorContext the subscriber's context
	 * @return the call in that context
	 */
	TaskCall in(ContextView reactorContext);

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
