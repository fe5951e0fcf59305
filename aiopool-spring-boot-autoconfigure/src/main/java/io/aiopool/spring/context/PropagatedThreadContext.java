package io.aiopool.spring.context;

import io.aiopool.spring.aop.TaskObservation;
import io.aiopool.spring.aop.ThreadContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Brings those values across for which there is a {@code ThreadLocalAccessor}. Immutable.
 */
public final class PropagatedThreadContext implements ThreadContext {

	private final ContextSnapshotFactory factory = ContextSnapshotFactory.builder().build();

	@Override
	public TaskObservation.Scope restore(ContextView reactorContext) {
		ContextSnapshot.Scope scope = this.factory.setThreadLocalsFrom(reactorContext);
		return scope::close;
	}

	@Override
	public ContextView capture() {
		return this.factory.captureAll().updateContext(Context.empty());
	}

}
