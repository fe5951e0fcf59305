package io.aiopool.scheduler;

import io.aiopool.TaskOptions;

/**
 * A task, as a scheduler sees it. Its properties never change.
 */
public interface ScheduledTask {

	/**
	 * Returns the id of the task.
	 * @return the id, unique in the pool
	 */
	long id();

	/**
	 * Returns the name of the task.
	 * @return the name given in its options, or one derived from its body
	 */
	String name();

	/**
	 * Returns the options that it was submitted with.
	 * @return the options
	 */
	TaskOptions options();

	/**
	 * Tells whether it runs alone in its worker.
	 * @return {@code true} if it does
	 */
	boolean isExclusive();

	/**
	 * Returns a hash of its affinity key, taken when the task was submitted, so that no
	 * code of the key need run in a scheduler.
	 * @return the hash, well spread; 0 without key
	 */
	int affinityHash();

}
