package io.aiopool.child;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries an executor of the user's out before tasks depend on it.
 */
final class ExecutorTrial {

	private static final long SECONDS = 5;

	private ExecutorTrial() {
	}

	/** Throws why the executor cannot run bodies of tasks. */
	static void run(String setting, Executor executor) throws Exception {
		CompletableFuture<Thread> ranOn = new CompletableFuture<>();
		try {
			executor.execute(() -> ranOn.complete(Thread.currentThread()));
		}
		catch (RuntimeException | Error ex) {
			throw new IllegalArgumentException(
					"aiopool.executor names " + setting + ", which refuses what it is given to run: " + ex, ex);
		}
		try {
			if (ranOn.get(SECONDS, TimeUnit.SECONDS) == Thread.currentThread()) {
				throw new IllegalArgumentException("aiopool.executor names " + setting + ", which runs what it is given"
						+ " on the thread that gives it; that thread serves the parent, so bodies need others");
			}
		}
		catch (TimeoutException ex) {
			throw new IllegalArgumentException("aiopool.executor names " + setting
					+ ", which has not run what it was given within " + SECONDS + " s", ex);
		}
	}

}
