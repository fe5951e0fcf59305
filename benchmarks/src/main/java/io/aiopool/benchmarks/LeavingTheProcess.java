package io.aiopool.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.aiopool.ProcessPool;
import io.aiopool.WorkerLostException;

/**
 * What it costs to leave the process, beside what it costs to change threads and beside
 * the bare sockets, taking turns in one run; and how long the loss of a worker is felt.
 * Prints a Markdown table. Run it under {@code taskset -c 0} for the figures of one core.
 */
public final class LeavingTheProcess {

	private static final int ROUNDS = 11;

	private static final int CALLS = 2_000;

	private static final int WARM_UP = 10;

	private static final int FLOOD = 20_000;

	private static final int WINDOW = 5_000;

	private static final int KILLS = 15;

	private static final long BEGUN_MILLIS = 50;

	private LeavingTheProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try (ProcessPool pool = ProcessPool.builder().processes(2).build(); RawEcho raw = new RawEcho()) {
			System.out.printf(Locale.ROOT, "JDK %s, %d processors%n%n", Runtime.version(),
					Runtime.getRuntime().availableProcessors());
			System.out.println("| no-op, one at a time | p50 µs | p99 µs |");
			System.out.println("|---|---|---|");
			roundTrips(List.of(new Arm("hand-off to a thread of a fixed pool", () -> threads.submit(() -> 1).get()),
					new Arm("bare Unix socket, reader thread and future", () -> raw.call(1)),
					new Arm("aiopool", () -> pool.apply(LeavingTheProcess::same, 1).join())));
			System.out.println();
			flood(pool);
			deaths(pool);
		}
		threads.shutdownNow();
	}

	static int same(int value) {
		return value;
	}

	/** Something to call, and what to call it. */
	private record Arm(String name, Callable<?> call) {
	}

	private static void roundTrips(List<Arm> arms) throws Exception {
		double[][] medians = new double[arms.size()][ROUNDS];
		double[][] tails = new double[arms.size()][ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			for (int i = 0; i < arms.size(); i++) {
				long[] nanos = sample(arms.get(i).call());
				if (round >= 0) {
					medians[i][round] = nanos[CALLS / 2] / 1000.0;
					tails[i][round] = nanos[CALLS * 99 / 100] / 1000.0;
				}
			}
		}
		for (int i = 0; i < arms.size(); i++) {
			System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", arms.get(i).name(), median(medians[i]),
					median(tails[i]));
		}
	}

	private static long[] sample(Callable<?> call) throws Exception {
		long[] nanos = new long[CALLS];
		for (int i = 0; i < CALLS; i++) {
			long begin = System.nanoTime();
			call.call();
			nanos[i] = System.nanoTime() - begin;
		}
		Arrays.sort(nanos);
		return nanos;
	}

	private static void flood(ProcessPool pool) {
		double[] rates = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			long begin = System.nanoTime();
			for (int sent = 0; sent < FLOOD; sent += WINDOW) {
				List<CompletableFuture<Integer>> futures = new ArrayList<>(WINDOW);
				for (int i = 0; i < WINDOW; i++) {
					futures.add(pool.apply(LeavingTheProcess::same, i));
				}
				futures.forEach(CompletableFuture::join);
			}
			if (round >= 0) {
				rates[round] = FLOOD * 1e9 / (System.nanoTime() - begin);
			}
		}
		System.out.printf(Locale.ROOT, "%d single no-ops, %d at a time: %,.0f per second%n", FLOOD, WINDOW,
				median(rates));
	}

	private static void deaths(ProcessPool pool) throws InterruptedException {
		double[] told = new double[KILLS];
		double[] again = new double[KILLS];
		for (int i = 0; i < KILLS; i++) {
			CompletableFuture<Long> pid = pool.apply(() -> ProcessHandle.current().pid());
			long victim = pid.join();
			CompletableFuture<Integer> task = pool.apply(LeavingTheProcess::hang);
			long worker = busyWorker(pool);
			// One that is killed before it has begun would be sent again, and hang again.
			Thread.sleep(BEGUN_MILLIS);
			ProcessHandle.of((worker != 0) ? worker : victim).ifPresent(ProcessHandle::destroyForcibly);
			long begin = System.nanoTime();
			try {
				task.join();
			}
			catch (CompletionException ex) {
				if (!(ex.getCause() instanceof WorkerLostException)) {
					throw ex;
				}
			}
			told[i] = (System.nanoTime() - begin) / 1e6;
			while (pool.statistics().ready() < 2) {
				Thread.sleep(1);
			}
			again[i] = (System.nanoTime() - begin) / 1e6;
		}
		System.out.printf(Locale.ROOT,
				"SIGKILL of a worker: its caller is told after %.1f ms, full capacity after %.0f ms%n", median(told),
				median(again));
	}

	private static long busyWorker(ProcessPool pool) throws InterruptedException {
		for (int i = 0; i < 1000; i++) {
			var busy = pool.workers().stream().filter((worker) -> worker.inFlight() > 0).findFirst();
			if (busy.isPresent()) {
				return busy.get().pid();
			}
			Thread.sleep(1);
		}
		return 0;
	}

	private static int hang() throws InterruptedException {
		Thread.sleep(Duration.ofMinutes(1).toMillis());
		return 0;
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}
