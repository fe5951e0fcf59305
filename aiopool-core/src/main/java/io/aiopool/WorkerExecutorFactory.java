package io.aiopool;

import java.util.concurrent.Executor;

/**
 * Makes the executor that bodies of tasks run on in a worker; named by
 * {@code aiopool.executor}. Needs a no-arg constructor.
 */
@FunctionalInterface
public interface WorkerExecutorFactory {

	/**
	 * Makes the executor. Called once in each worker, before its initializer.
	 * <p>
	 * The executor runs bodies and nothing else. It is tried out before the worker is
	 * ready, and has to run what it is given within a few seconds on another thread. A
	 * body that it refuses, by whatever it throws, fails as one that has not run; one
	 * that it runs on the thread that hands it over goes to a thread of the worker
	 * instead; one that it drops in silence waits for its deadline or cancellation.
	 * @param context what the worker offers; {@link WorkerContext#onClose} is where the
	 * executor is shut down
	 * @return the executor
	 * @throws Exception if there can be none; the worker does not start
	 */
	Executor create(WorkerContext context) throws Exception;

}
