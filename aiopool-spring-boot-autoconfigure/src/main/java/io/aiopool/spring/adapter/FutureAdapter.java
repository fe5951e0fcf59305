package io.aiopool.spring.adapter;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Hands out the future of the task itself, so that cancelling it reaches the worker. It
 * also tells what has gone wrong before there was a task, such as an affinity key that
 * cannot be evaluated: a method that returns a future does not throw.
 */
final class FutureAdapter implements ReturnTypeAdapter {

	@Override
	public CompletableFuture<@Nullable Object> adapt(TaskCall call) {
		return submit(call);
	}

	static CompletableFuture<@Nullable Object> submit(TaskCall call) {
		try {
			return call.submit();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
