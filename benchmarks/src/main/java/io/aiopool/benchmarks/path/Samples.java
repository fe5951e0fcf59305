package io.aiopool.benchmarks.path;

import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Times of calls, in nanoseconds.
 */
final class Samples {

	private final long[] sorted;

	private Samples(long[] sorted) {
		this.sorted = sorted;
	}

	/** Calls something one at a time. */
	static Samples of(int calls, Callable<?> call) throws Exception {
		long[] nanos = new long[calls];
		for (int i = 0; i < calls; i++) {
			long begin = System.nanoTime();
			call.call();
			nanos[i] = System.nanoTime() - begin;
		}
		Arrays.sort(nanos);
		return new Samples(nanos);
	}

	/** In microseconds. */
	double percentile(int percent) {
		return this.sorted[this.sorted.length * percent / 100] / 1000.0;
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}
