package io.aiopool.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Takes times.
 */
public final class Timing {

	private static final double MICROS = 1e3;

	private static final double MILLIS = 1e6;

	private Timing() {
	}

	/** The same call again and again, one at a time. */
	public static Map<String, Double> latencies(Callable<?> call, int calls) throws Exception {
		long[] nanos = sorted(call, calls);
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("p50 µs", nanos[calls / 2] / MICROS);
		values.put("p99 µs", nanos[Math.min(calls - 1, calls * 99 / 100)] / MICROS);
		return values;
	}

	private static long[] sorted(Callable<?> call, int calls) throws Exception {
		long[] nanos = new long[calls];
		for (int i = 0; i < calls; i++) {
			long begin = System.nanoTime();
			call.call();
			nanos[i] = System.nanoTime() - begin;
		}
		Arrays.sort(nanos);
		return nanos;
	}

	/** The median of some calls. */
	public static double medianMillis(Callable<?> call, int calls) throws Exception {
		return sorted(call, calls)[calls / 2] / MILLIS;
	}

	/** One call. */
	public static double millis(Callable<?> call) throws Exception {
		long begin = System.nanoTime();
		call.call();
		return millisSince(begin);
	}

	/** The time since. */
	public static double millisSince(long begin) {
		return (System.nanoTime() - begin) / MILLIS;
	}

	/** What was done in each second since. */
	public static double perSecond(long count, long begin) {
		return count * 1e9 / (System.nanoTime() - begin);
	}

}
