package io.aiopool.spring.aop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aiopool.spring.adapter.TaskCall;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/**
 * A call whose end a listener hears of.
 *
 * @param observed the call
 * @param pool name of its pool
 * @param listener the listener
 */
record ObservedTaskCall(TaskCall observed, String pool, TaskListener listener) implements TaskCall {

	@Override
	public String name() {
		return this.observed.name();
	}

	@Override
	public boolean declares(Class<? extends Exception> type) {
		return this.observed.declares(type);
	}

	@Override
	public @Nullable Object call() throws Throwable {
		long start = System.nanoTime();
		Throwable failure = null;
		try {
			return this.observed.call();
		}
		catch (Throwable ex) {
			failure = (ex instanceof InterruptedException) ? new CancellationException() : ex;
			throw ex;
		}
		finally {
			ended(start, failure);
		}
	}

	@Override
	public CompletableFuture<@Nullable Object> submit() {
		long start = System.nanoTime();
		try {
			CompletableFuture<@Nullable Object> future = this.observed.submit();
			future.whenComplete((result, failure) -> ended(start, failure));
			return future;
		}
		catch (RuntimeException ex) {
			ended(start, ex);
			throw ex;
		}
	}

	@Override
	public Flux<Object> stream() {
		return Flux.defer(() -> {
			long start = System.nanoTime();
			return this.observed.stream()
				.doOnError((failure) -> ended(start, failure))
				.doFinally((signal) -> finished(start, signal));
		});
	}

	private void finished(long start, SignalType signal) {
		if (signal == SignalType.CANCEL) {
			ended(start, new CancellationException());
		}
		else if (signal == SignalType.ON_COMPLETE) {
			ended(start, null);
		}
	}

	private void ended(long start, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		this.listener.ended(this.pool, name(), System.nanoTime() - start, cause);
	}

}
