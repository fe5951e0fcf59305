package io.aiopool.logging;

/**
 * Gets what workers log and print. Called on callback threads of the pool, one call at a
 * time; the events of one worker come in order. While it blocks, events wait, and what
 * would take more than a bounded memory is left out. What it throws is logged.
 */
@FunctionalInterface
public interface WorkerLogListener {

	/**
	 * A worker has logged something.
	 * @param event what it said
	 */
	void logged(WorkerLogEvent event);

}
