package io.aiopool.benchmarks.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.aiopool.ProcessPool;

/**
 * How many tasks, and how many elements of maps, a pool gets done in a second.
 */
public final class Rates {

	private static final int ROUNDS = 11;

	private static final int WARM_UP = 10;

	private static final int TASKS = 20_000;

	private static final int AT_A_TIME = 5_000;

	private static final int ELEMENTS = 400_000;

	private Rates() {
	}

	/** Prints the rate of single tasks. */
	public static void printTasks(ProcessPool pool) {
		double rate = measure(TASKS, () -> {
			for (int sent = 0; sent < TASKS; sent += AT_A_TIME) {
				List<CompletableFuture<Integer>> futures = new ArrayList<>(AT_A_TIME);
				for (int i = 0; i < AT_A_TIME; i++) {
					futures.add(pool.apply(Tasks::same, i));
				}
				futures.forEach(CompletableFuture::join);
			}
		});
		System.out.printf(Locale.ROOT, "%d single no-ops, %d at a time: %,.0f per second%n", TASKS, AT_A_TIME, rate);
	}

	/** Prints the rates of maps over small elements. */
	public static void printMaps(ProcessPool pool) {
		List<Integer> numbers = IntStream.range(0, ELEMENTS).boxed().toList();
		List<String> words = numbers.stream().map((number) -> "word " + number).toList();
		AtomicLong sum = new AtomicLong();
		System.out.printf(Locale.ROOT, "map over %d numbers: as list %,.0f per second, as stream %,.0f per second%n",
				ELEMENTS, measure(ELEMENTS, () -> sum.addAndGet(pool.map(Tasks::same, numbers).toList().size())),
				measure(ELEMENTS, () -> sum.addAndGet(pool.map(Tasks::same, numbers).stream().count())));
		System.out.printf(Locale.ROOT, "map over %d words: as list %,.0f per second%n", ELEMENTS,
				measure(ELEMENTS, () -> sum.addAndGet(pool.map(Tasks::sameText, words).toList().size())));
	}

	private static double measure(int count, Runnable run) {
		double[] rates = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			long begin = System.nanoTime();
			run.run();
			if (round >= 0) {
				rates[round] = count * 1e9 / (System.nanoTime() - begin);
			}
		}
		return Samples.median(rates);
	}

}
