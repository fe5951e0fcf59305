package io.aiopool.benchmarks.path;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aiopool.ProcessPool;
import io.aiopool.WorkerLostException;

/**
 * How long the loss of a worker is felt.
 */
public final class Deaths {

	private static final int KILLS = 15;

	private static final long BEGUN_MILLIS = 50;

	private Deaths() {
	}

	/** Prints when the caller of a killed worker is told, and when all is well again. */
	public static void print(ProcessPool pool) throws InterruptedException {
		double[] told = new double[KILLS];
		double[] again = new double[KILLS];
		int ready = pool.statistics().ready();
		for (int i = 0; i < KILLS; i++) {
			// Each with an argument of its own, or it would be put into quarantine.
			CompletableFuture<Integer> task = pool.apply(Tasks::hang, i);
			long worker = busyWorker(pool);
			// One that is killed before it has begun would be sent again, and hang again.
			Thread.sleep(BEGUN_MILLIS);
			ProcessHandle.of(worker).ifPresent(ProcessHandle::destroyForcibly);
			long begin = System.nanoTime();
			awaitLoss(task);
			told[i] = (System.nanoTime() - begin) / 1e6;
			while (pool.statistics().ready() < ready) {
				Thread.sleep(1);
			}
			again[i] = (System.nanoTime() - begin) / 1e6;
		}
		System.out.printf(Locale.ROOT,
				"SIGKILL of a worker: its caller is told after %.1f ms, full capacity after %.0f ms%n",
				Samples.median(told), Samples.median(again));
	}

	private static void awaitLoss(CompletableFuture<Integer> task) {
		try {
			task.join();
		}
		catch (CompletionException ex) {
			if (!(ex.getCause() instanceof WorkerLostException)) {
				throw ex;
			}
		}
	}

	private static long busyWorker(ProcessPool pool) throws InterruptedException {
		while (true) {
			var busy = pool.workers().stream().filter((worker) -> worker.inFlight() > 0).findFirst();
			if (busy.isPresent()) {
				return busy.get().pid();
			}
			Thread.sleep(1);
		}
	}

}
