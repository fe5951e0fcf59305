package io.aiopool;

/**
 * The hook that runs once in every worker before its first task, named by
 * {@code aiopool.initializer}. Needs a no-arg constructor.
 * <p>
 * It runs on the worker's main thread; what it registers is seen by every task. An
 * exception fails the start of the worker and is reported with its cause.
 */
@FunctionalInterface
public interface WorkerInitializer {

	/**
	 * Prepares the worker.
	 * @param context where to register what tasks need, and what to do at the end
	 * @throws Exception if the worker cannot be used
	 */
	void initialize(WorkerContext context) throws Exception;

}
