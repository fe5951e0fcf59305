package io.aiopool;

/**
 * Sees the exception of a task in the worker where it happened, before it is reported;
 * named by {@code aiopool.exception-handler}. Needs a no-arg constructor, and must be
 * thread-safe since tasks of one worker may fail at the same time. What fails without a
 * word from the worker only a {@link TaskExceptionHandler} sees.
 */
@FunctionalInterface
public interface WorkerExceptionHandler {

	/**
	 * Looks at a failure. What this method itself throws is added to the failure as
	 * suppressed exception.
	 * @param failure the exception as the task threw it
	 * @throws Exception whatever goes wrong here
	 */
	void handle(Throwable failure) throws Exception;

}
