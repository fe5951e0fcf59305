package io.aiopool.scheduler;

import java.util.List;

/**
 * The worker with the fewest tasks in flight; among equals one that has run a task
 * before, so that an idle pool leaves the first task of a new worker to a better time;
 * else the lowest slot.
 */
class LeastLoaded implements Scheduler {

	@Override
	public int choose(ScheduledTask task, List<? extends WorkerLoad> candidates) {
		int chosen = 0;
		for (int i = 1; i < candidates.size(); i++) {
			if (isBetter(candidates.get(i), candidates.get(chosen))) {
				chosen = i;
			}
		}
		return chosen;
	}

	private static boolean isBetter(WorkerLoad one, WorkerLoad other) {
		int more = one.inFlight() - other.inFlight();
		return more < 0 || (more == 0 && one.hasEndedTasks() && !other.hasEndedTasks());
	}

}
