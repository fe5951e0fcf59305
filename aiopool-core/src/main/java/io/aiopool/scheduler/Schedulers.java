package io.aiopool.scheduler;

import java.util.List;

/**
 * The schedulers that come with the pool, by name.
 */
public final class Schedulers {

	/** The worker with the fewest tasks in flight, the lowest slot among equals. */
	public static final String LEAST_LOADED = "least-loaded";

	/** The workers in turn. */
	public static final String ROUND_ROBIN = "round-robin";

	private Schedulers() {
	}

	/**
	 * Creates a scheduler.
	 * @param name its name
	 * @return a new scheduler
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static Scheduler named(String name) {
		return switch (name) {
			case LEAST_LOADED -> Schedulers::leastLoaded;
			case ROUND_ROBIN -> new RoundRobin();
			default -> throw new IllegalArgumentException(
					"scheduler must be one of " + LEAST_LOADED + ", " + ROUND_ROBIN + ", but was '" + name + "'");
		};
	}

	private static int leastLoaded(List<? extends WorkerLoad> candidates) {
		int chosen = 0;
		for (int i = 1; i < candidates.size(); i++) {
			if (candidates.get(i).inFlight() < candidates.get(chosen).inFlight()) {
				chosen = i;
			}
		}
		return chosen;
	}

	/** Goes on from the slot that was served last. */
	private static final class RoundRobin implements Scheduler {

		private int last = -1;

		@Override
		public int choose(List<? extends WorkerLoad> candidates) {
			int chosen = 0;
			for (int i = 0; i < candidates.size(); i++) {
				if (candidates.get(i).slot() > this.last) {
					chosen = i;
					break;
				}
			}
			this.last = candidates.get(chosen).slot();
			return chosen;
		}

	}

}
