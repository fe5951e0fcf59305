package io.aiopool.benchmarks.path;

import java.lang.ProcessHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;

/**
 * What tasks that wait cost in memory, and workers that do in time.
 */
public final class Footprint {

	private static final int TASKS = 100_000;

	private static final int WORKERS = 16;

	private static final long IDLE_SECONDS = 20;

	private Footprint() {
	}

	/** Prints the bytes of heap that a task takes, its future included. */
	public static void printMemory() {
		try (ProcessPool pool = ProcessPool.builder().processes(1).queueCapacity(2 * TASKS).build()) {
			pool.apply(Tasks::same, 1).join();
			// Settles what is made once.
			measure(pool);
			System.out.printf(Locale.ROOT, "a task that waits: %.0f bytes%n", measure(pool));
			pool.terminate();
		}
	}

	private static double measure(ProcessPool pool) {
		CompletableFuture<Integer> running = pool.apply(Tasks::hang, 1);
		List<CompletableFuture<Integer>> futures = new ArrayList<>(TASKS);
		long before = used();
		for (int i = 0; i < TASKS; i++) {
			futures.add(pool.apply(Tasks::same, 1));
		}
		double bytes = (double) (used() - before) / TASKS;
		futures.forEach((future) -> future.cancel(true));
		running.cancel(true);
		return bytes;
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	/** Prints how much of a core a pool takes that has nothing to do. */
	public static void printIdle() throws InterruptedException {
		try (ProcessPool pool = ProcessPool.builder().processes(WORKERS).build()) {
			List<CompletableFuture<Integer>> first = new ArrayList<>();
			for (int i = 0; i < 10 * WORKERS; i++) {
				first.add(pool.apply(Tasks::same, i));
			}
			first.forEach(CompletableFuture::join);
			while (pool.statistics().ready() < WORKERS) {
				Thread.sleep(100);
			}
			Thread.sleep(Duration.ofSeconds(10).toMillis());
			Duration before = cpu(pool);
			Thread.sleep(Duration.ofSeconds(IDLE_SECONDS).toMillis());
			Duration spent = cpu(pool).minus(before);
			System.out.printf(Locale.ROOT, "an idle pool of %d workers: %.2f %% of a core%n", WORKERS,
					spent.toNanos() / 1e7 / IDLE_SECONDS);
		}
	}

	private static Duration cpu(ProcessPool pool) {
		Duration sum = cpu(ProcessHandle.current());
		for (var worker : pool.workers()) {
			sum = sum.plus(ProcessHandle.of(worker.pid()).map(Footprint::cpu).orElse(Duration.ZERO));
		}
		return sum;
	}

	private static Duration cpu(ProcessHandle process) {
		return process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

}
