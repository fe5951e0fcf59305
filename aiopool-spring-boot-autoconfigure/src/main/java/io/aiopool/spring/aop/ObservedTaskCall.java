package io.aiopool.spring.aop;

import java.util.concurrent.CompletableFuture;

import io.aiopool.TaskOptions;
import io.aiopool.spring.adapter.TaskCall;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A call in its surroundings: it is made with the context of its caller, whether that
 * belongs to the thread or to a Reactor subscriber, and its tasks are observed.
 *
 * @param taskCall the call
 * @param observer observes its tasks; {@code null} if nobody does
 * @param threads the way between threads and Reactor Contexts
 * @param reactorContext the context of the subscriber, if there is one
 */
record ObservedTaskCall(PoolTaskCall taskCall, @Nullable TaskObserver observer, ThreadContext threads,
		@Nullable ContextView reactorContext) implements TaskCall {

	/** Makes a task of the call. */
	@FunctionalInterface
	private interface Making<T> {

		T make(TaskOptions options, ContextView reactorContext);

	}

	@Override
	public String name() {
		return this.taskCall.method().name();
	}

	@Override
	public boolean declares(Class<? extends Exception> type) {
		return this.taskCall.declares(type);
	}

	@Override
	public TaskCall in(ContextView reactorContext) {
		return new ObservedTaskCall(this.taskCall, this.observer, this.threads, reactorContext);
	}

	@Override
	public @Nullable Object call() throws Throwable {
		ObservedTask task = begin();
		if (task == null) {
			return this.taskCall.call(this.taskCall.options(), argumentContext());
		}
		Throwable failure = null;
		try (TaskObservation.Scope scope = task.openScope()) {
			return this.taskCall.call(task.options(this.taskCall.options()), argumentContext());
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			task.ended(failure);
		}
	}

	@Override
	public CompletableFuture<@Nullable Object> submit() {
		try (TaskObservation.Scope restored = restore()) {
			ObservedTask task = begin();
			CompletableFuture<@Nullable Object> future = make(task, this.taskCall::submit);
			if (task != null) {
				future.whenComplete((result, failure) -> task.ended(failure));
			}
			return future;
		}
	}

	@Override
	public Flux<Object> stream() {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Object> actual) {
				ObservedTaskCall.this.subscribe(actual);
			}

		};
	}

	/**
	 * The pool makes the task when it is subscribed to, so this is what has to be within.
	 */
	private void subscribe(CoreSubscriber<? super Object> actual) {
		try (TaskObservation.Scope restored = restore()) {
			ObservedTask task = begin();
			make(task, (options, context) -> {
				Flux<Object> items = this.taskCall.stream(options, context);
				((task != null) ? task.observe(items) : items).subscribe(actual);
				return actual;
			});
		}
	}

	private <T> T make(@Nullable ObservedTask task, Making<T> making) {
		if (task == null) {
			return making.make(this.taskCall.options(), argumentContext());
		}
		try (TaskObservation.Scope scope = task.openScope()) {
			return making.make(task.options(this.taskCall.options()), argumentContext());
		}
		catch (RuntimeException | Error ex) {
			task.ended(ex);
			throw ex;
		}
	}

	private @Nullable ObservedTask begin() {
		TaskObservation observation = (this.observer != null)
				? this.observer.begin(this.taskCall.method().pool(), name(), this.reactorContext) : null;
		return (observation != null) ? new ObservedTask(this.taskCall.method().pool(), name(), observation) : null;
	}

	private TaskObservation.Scope restore() {
		return (this.reactorContext == null || this.reactorContext.isEmpty()) ? TaskObservation.Scope.NONE
				: this.threads.restore(this.reactorContext);
	}

	/** What streams among the arguments are subscribed to with. */
	private ContextView argumentContext() {
		if (this.reactorContext != null) {
			return this.reactorContext;
		}
		return this.taskCall.hasPublishers() ? this.threads.capture() : Context.empty();
	}

}
