package io.aiopool.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.aiopool.TaskContext;

/**
 * The bodies of the soak's tasks. Each notes its begin before it does anything.
 */
final class SoakTasks {

	private SoakTasks() {
	}

	/** Holds a thread. */
	static Answer plain(Order order) throws InterruptedException {
		begin(order);
		if (order.millis() > 0) {
			Thread.sleep(order.millis());
		}
		return Answer.to(order);
	}

	/** Shares its worker. */
	static CompletableFuture<Answer> shared(Order order) {
		begin(order);
		if (order.millis() == 0) {
			return CompletableFuture.completedFuture(Answer.to(order));
		}
		Executor later = CompletableFuture.delayedExecutor(order.millis(), TimeUnit.MILLISECONDS);
		return CompletableFuture.supplyAsync(() -> Answer.to(order), later);
	}

	/** Does not end well before its second attempt. */
	static CompletableFuture<Answer> failing(Order order) {
		begin(order);
		return (TaskContext.current().attempt() > 1) ? CompletableFuture.completedFuture(Answer.to(order))
				: CompletableFuture.failedFuture(new CompletionException(new IOException("on purpose")));
	}

	static void begin(Order order) {
		try {
			Begins.note(order.id(), TaskContext.current().attempt());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
