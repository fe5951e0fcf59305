package io.aiopool;

/**
 * Sees the failures of a pool's tasks in the process that submitted them: the counterpart
 * of {@link WorkerExceptionHandler}, which sees what a body throws in its worker and
 * nothing of the tasks that time out or whose worker dies. For reporting; it cannot
 * change an outcome.
 * <p>
 * Called once for each task that the pool has taken and that fails, after its last
 * attempt and once its caller can know; not for tasks that are refused or cancelled.
 * Calls come on a callback thread of the pool, one at a time for each pool, in the order
 * of the failures, and hold up no caller. When it is so slow that more than 1,024
 * failures wait for it, or failures of 16 MiB, it misses further ones, and how many is
 * logged.
 */
@FunctionalInterface
public interface TaskExceptionHandler {

	/**
	 * Looks at a failure. What this method itself throws is logged; neither the task nor
	 * the next failure is affected.
	 * @param failure the failure, never {@code null}
	 * @throws Exception whatever goes wrong here
	 */
	void handle(TaskFailure failure) throws Exception;

}
