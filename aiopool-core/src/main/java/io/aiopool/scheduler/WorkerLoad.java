package io.aiopool.scheduler;

/**
 * A worker that could take a task now, as a scheduler sees it. Only valid during the call
 * that it is passed to.
 */
public interface WorkerLoad {

	/**
	 * Returns the slot of the worker.
	 * @return the slot, from 0
	 */
	int slot();

	/**
	 * Returns how many tasks were sent to it and not answered.
	 * @return a count
	 */
	int inFlight();

}
