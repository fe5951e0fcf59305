package io.aiopool.benchmarks.path;

import java.util.List;
import java.util.Locale;

/**
 * Calls one at a time, of several kinds that take turns, so that what the machine does
 * meanwhile hits all of them.
 */
public final class RoundTrips {

	private static final int ROUNDS = 11;

	private static final int WARM_UP = 10;

	private RoundTrips() {
	}

	/**
	 * Prints a table with medians over the rounds.
	 * @param arms what is compared
	 */
	public static void print(List<Arm> arms) throws Exception {
		double[][] medians = new double[arms.size()][ROUNDS];
		double[][] tails = new double[arms.size()][ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			for (int i = 0; i < arms.size(); i++) {
				Samples samples = Samples.of(arms.get(i).calls(), arms.get(i).call());
				if (round >= 0) {
					medians[i][round] = samples.percentile(50);
					tails[i][round] = samples.percentile(99);
				}
			}
		}
		System.out.println("| one at a time | p50 µs | p99 µs |");
		System.out.println("|---|---|---|");
		for (int i = 0; i < arms.size(); i++) {
			System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", arms.get(i).name(), Samples.median(medians[i]),
					Samples.median(tails[i]));
		}
		System.out.println();
	}

}
