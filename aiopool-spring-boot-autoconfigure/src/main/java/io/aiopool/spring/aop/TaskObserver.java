package io.aiopool.spring.aop;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * A bean that observes the tasks of {@code @OffProcess} methods. Must be thread-safe and
 * quick: it is called on the threads that submit and complete tasks.
 */
@FunctionalInterface
public interface TaskObserver {

	/**
	 * A task is about to be submitted by the calling thread.
	 * @param pool name of its pool
	 * @param task name of the task
	 * @param reactorContext the Reactor Context of the subscriber if the method returns a
	 * publisher; {@code null} otherwise
	 * @return who observes this task; {@code null} for nobody
	 */
	@Nullable TaskObservation begin(String pool, String task, @Nullable ContextView reactorContext);

}
