package io.aiopool.benchmarks.app;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How late a thread wakes up that wants to do so each millisecond.
 *
 * @param lateness of each beat in ms, sorted
 */
record Heartbeat(double[] lateness) {

	private static final long PERIOD = 1_000_000;

	static Heartbeat of(long seconds) {
		double[] late = new double[(int) (seconds * 1_000)];
		long due = System.nanoTime();
		for (int i = 0; i < late.length; i++) {
			due += PERIOD;
			for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
				LockSupport.parkNanos(due - now);
			}
			// A beat that was slept through is as late as it is, and so are those behind
			late[i] = (System.nanoTime() - due) / 1e6;
		}
		Arrays.sort(late);
		return new Heartbeat(late);
	}

	double percentile(double part) {
		return this.lateness[(int) Math.min(this.lateness.length - 1, this.lateness.length * part)];
	}

}
