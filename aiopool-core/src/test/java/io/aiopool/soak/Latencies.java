package io.aiopool.soak;

import java.time.Duration;
import java.util.Arrays;

/**
 * Durations of one kind, in memory that does not grow. Thread-safe.
 */
final class Latencies {

	private static final int MOST = 1 << 16;

	private final long[] nanos = new long[MOST];

	private int count;

	synchronized void add(long nanos) {
		if (this.count == MOST) {
			throw new IllegalStateException("More than " + MOST + " durations");
		}
		this.nanos[this.count++] = nanos;
	}

	synchronized int count() {
		return this.count;
	}

	/** The value that this share of the durations does not exceed, the nearest rank. */
	synchronized Duration percentile(double percent) {
		if (this.count == 0) {
			return Duration.ZERO;
		}
		long[] sorted = Arrays.copyOf(this.nanos, this.count);
		Arrays.sort(sorted);
		int rank = (int) Math.ceil(percent / 100 * this.count);
		return Duration.ofNanos(sorted[Math.max(1, rank) - 1]);
	}

	/** For people. */
	String describe() {
		return "p50 %s, p99 %s, worst %s (n = %d)".formatted(millis(50), millis(99), millis(100), count());
	}

	private String millis(double percent) {
		return "%.1f ms".formatted(percentile(percent).toNanos() / 1e6);
	}

}
