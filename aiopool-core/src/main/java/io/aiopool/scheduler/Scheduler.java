package io.aiopool.scheduler;

import java.util.List;

/**
 * Chooses the worker of a task. One instance serves one pool, is called by one thread at
 * a time, and must neither block nor throw.
 */
@FunctionalInterface
public interface Scheduler {

	/**
	 * Chooses among the workers that can take the task now.
	 * @param candidates the workers, by slot; never empty, not to be kept
	 * @return the index of the chosen one
	 */
	int choose(List<? extends WorkerLoad> candidates);

}
