package io.aiopool.scheduler;

import java.util.List;

/**
 * The worker with the fewest tasks in flight, the lowest slot among equals.
 */
class LeastLoaded implements Scheduler {

	@Override
	public int choose(ScheduledTask task, List<? extends WorkerLoad> candidates) {
		int chosen = 0;
		for (int i = 1; i < candidates.size(); i++) {
			if (candidates.get(i).inFlight() < candidates.get(chosen).inFlight()) {
				chosen = i;
			}
		}
		return chosen;
	}

}
