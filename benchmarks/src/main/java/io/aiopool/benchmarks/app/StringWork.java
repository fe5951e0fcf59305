package io.aiopool.benchmarks.app;

import java.util.Arrays;
import java.util.Random;

import io.aiopool.ProcessPool;

/**
 * Builds and sorts many strings, again and again: work that allocates much and keeps what
 * it allocates for a while.
 */
final class StringWork {

	private static final int STRINGS = 1_500_000;

	private static final int THREADS = 2;

	private StringWork() {
	}

	/**
	 * Starts it.
	 * @param where {@code same} for threads of this JVM, {@code child} for two workers
	 */
	static void start(String where, ProcessPool pool) {
		for (int i = 0; i < THREADS; i++) {
			long seed = i;
			switch (where) {
				case "same" -> daemon(() -> forEver(seed));
				case "child" -> pool.apply(() -> forEver(seed));
				case "none" -> {
				}
				default -> throw new IllegalArgumentException(where);
			}
		}
	}

	private static void daemon(Runnable body) {
		Thread thread = new Thread(body, "work");
		thread.setDaemon(true);
		thread.start();
	}

	private static int forEver(long seed) {
		Random random = new Random(seed);
		int sum = 0;
		while (!Thread.currentThread().isInterrupted()) {
			String[] strings = new String[STRINGS / THREADS];
			for (int i = 0; i < strings.length; i++) {
				strings[i] = Long.toString(random.nextLong(), Character.MAX_RADIX) + i;
			}
			Arrays.sort(strings);
			sum += strings[0].length();
		}
		return sum;
	}

}
