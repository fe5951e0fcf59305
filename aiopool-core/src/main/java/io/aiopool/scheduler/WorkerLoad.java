package io.aiopool.scheduler;

/**
 * A ready worker, as a scheduler sees it. Only to be read during calls of the scheduler.
 */
public interface WorkerLoad {

	/**
	 * Returns the slot of the worker. While a worker is being replaced, its successor has
	 * the same.
	 * @return the slot, from 0
	 */
	int slot();

	/**
	 * Returns the generation of the worker.
	 * @return how many workers the slot has had, from 1
	 */
	int generation();

	/**
	 * Returns the queue that the worker was dealt to.
	 * @return number of the queue, from 0
	 */
	int queue();

	/**
	 * Returns how many tasks were sent to it and not answered.
	 * @return a count
	 */
	int inFlight();

	/**
	 * Tells whether it has ended a task, and so has behind it what happens only once.
	 * @return {@code false} if its next task is its first
	 */
	boolean hasEndedTasks();

}
