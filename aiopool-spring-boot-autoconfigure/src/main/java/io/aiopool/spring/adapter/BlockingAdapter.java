package io.aiopool.spring.adapter;

import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the caller wait, as a plain return type wants it. Refused on the threads of
 * Reactor that must not wait.
 */
final class BlockingAdapter implements ReturnTypeAdapter {

	@Override
	public @Nullable Object adapt(TaskCall call) throws Throwable {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException(call.name() + " waits for its worker, which is not supported on thread "
					+ Thread.currentThread().getName() + ": let the method return a Mono or a CompletableFuture, or"
					+ " call it on Schedulers.boundedElastic()");
		}
		try {
			return call.call();
		}
		catch (InterruptedException ex) {
			throw call.declares(InterruptedException.class) ? ex : cancelled(call, ex);
		}
	}

	private static CancellationException cancelled(TaskCall call, InterruptedException cause) {
		Thread.currentThread().interrupt();
		CancellationException cancelled = new CancellationException(
				call.name() + " was cancelled, since its caller was interrupted while it waited");
		cancelled.initCause(cause);
		return cancelled;
	}

}
