package io.aiopool.spring.aop;

import reactor.util.context.ContextView;

/**
 * The way between values of a thread and a Reactor Context, where there is one: by
 * Micrometer's context propagation if it is on the class path.
 */
public interface ThreadContext {

	/** There is none. */
	ThreadContext NONE = new ThreadContext() {

		@Override
		public TaskObservation.Scope restore(ContextView reactorContext) {
			return TaskObservation.Scope.NONE;
		}

		@Override
		public ContextView capture() {
			return reactor.util.context.Context.empty();
		}

	};

	/**
	 * Gives the calling thread the values of a Reactor Context.
	 * @param reactorContext the context of a subscriber
	 * @return gives the thread back what it had
	 */
	TaskObservation.Scope restore(ContextView reactorContext);

	/**
	 * Makes a Reactor Context of the values of the calling thread.
	 * @return the context
	 */
	ContextView capture();

}
