package io.aiopool.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.aiopool.ProcessPool;
import io.aiopool.benchmarks.path.Arm;
import io.aiopool.benchmarks.path.Bulk;
import io.aiopool.benchmarks.path.Deaths;
import io.aiopool.benchmarks.path.Footprint;
import io.aiopool.benchmarks.path.Rates;
import io.aiopool.benchmarks.path.RawEcho;
import io.aiopool.benchmarks.path.RoundTrips;
import io.aiopool.benchmarks.path.Tasks;

/**
 * What it costs to leave the process, beside what it costs to change threads and beside
 * the bare sockets, taking turns in one run; and how long the loss of a worker is felt.
 * Prints Markdown. Run it under {@code taskset -c 0} for the figures of one core. Its
 * arguments are the parts that are wanted, all of them if there are none.
 */
public final class LeavingTheProcess {

	private static final List<String> PARTS = List.of("no-op", "echo", "tasks", "map", "bulk", "memory", "idle",
			"deaths");

	private static final int CALLS = 2_000;

	private static final int LARGE_CALLS = 100;

	private LeavingTheProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		Set<String> parts = Set.copyOf((arguments.length > 0) ? List.of(arguments) : PARTS);
		if (!PARTS.containsAll(parts)) {
			throw new IllegalArgumentException("There are the parts " + PARTS + ", but not all of " + parts);
		}
		System.out.printf(Locale.ROOT, "JDK %s, %d processors%n%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors());
		try (ProcessPool pool = ProcessPool.builder().processes(2).build()) {
			measure(pool, parts);
		}
		if (parts.contains("memory")) {
			Footprint.printMemory();
		}
		if (parts.contains("idle")) {
			Footprint.printIdle();
		}
	}

	private static void measure(ProcessPool pool, Set<String> parts) throws Exception {
		Arm noOp = new Arm("aiopool", CALLS, () -> pool.apply(Tasks::same, 1).join());
		if (parts.contains("no-op")) {
			noOps(noOp);
		}
		if (parts.contains("echo")) {
			RoundTrips.print(List.of(noOp, echo(pool, 1 << 10, CALLS), echo(pool, 1 << 20, LARGE_CALLS)));
		}
		if (parts.contains("tasks")) {
			Rates.printTasks(pool);
		}
		if (parts.contains("map")) {
			Rates.printMaps(pool);
		}
		if (parts.contains("bulk")) {
			Bulk.print(pool);
		}
		if (parts.contains("deaths")) {
			Deaths.print(pool);
		}
	}

	private static void noOps(Arm noOp) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try (RawEcho raw = new RawEcho()) {
			RoundTrips.print(
					List.of(new Arm("hand-off to a thread of a fixed pool", CALLS, () -> threads.submit(() -> 1).get()),
							new Arm("bare Unix socket, reader thread and future", CALLS, () -> raw.call(1)), noOp));
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static Arm echo(ProcessPool pool, int bytes, int calls) {
		byte[] payload = new byte[bytes];
		return new Arm("aiopool, echo of " + bytes + " bytes", calls, () -> pool.apply(Tasks::echo, payload).join());
	}

}
