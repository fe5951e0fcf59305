package io.aiopool.benchmarks.path;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.aiopool.ProcessPool;

/**
 * Large payloads: how fast they move each way, and what they cost this process.
 */
public final class Bulk {

	/** Below the limit for payloads, with what surrounds the bytes. */
	private static final int BYTES = (64 << 20) - 1024;

	private static final int ROUNDS = 11;

	private static final int WARM_UP = 5;

	private Bulk() {
	}

	/** Prints rates each way, and by how much the heap grows meanwhile. */
	public static void print(ProcessPool pool) throws Exception {
		byte[] payload = new byte[BYTES];
		print("64 MiB as argument", () -> pool.apply(Tasks::length, payload).join());
		print("64 MiB as result", () -> pool.apply(Tasks::bytes, BYTES).join());
	}

	private static void print(String name, Callable<?> call) throws Exception {
		double[] rates = new double[ROUNDS];
		double[] growth = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			System.gc();
			long before = used();
			peaks();
			long begin = System.nanoTime();
			call.call();
			long nanos = System.nanoTime() - begin;
			if (round >= 0) {
				rates[round] = (double) BYTES / nanos;
				growth[round] = (double) (peak() - before) / BYTES;
			}
		}
		System.out.printf(Locale.ROOT, "%s: %.2f GB/s, the heap grows by %.2f payloads%n", name, Samples.median(rates),
				Samples.median(growth));
	}

	private static long used() {
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	private static void peaks() {
		ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
	}

	private static long peak() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.mapToLong((pool) -> pool.getPeakUsage().getUsed())
			.sum();
	}

}
