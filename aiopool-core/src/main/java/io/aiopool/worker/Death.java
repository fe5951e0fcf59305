package io.aiopool.worker;

import java.time.Duration;

/**
 * What the end of a worker says about the others that are to follow it.
 */
enum Death {

	/**
	 * The worker had done good: it had ended a task, or had been ready for as long as the
	 * window of restarts.
	 */
	AFTER_SERVICE,

	/**
	 * The worker was ready, and died of what a task did, or was killed for it. Another
	 * worker would live, but for such tasks.
	 */
	BY_TASK,

	/** Somebody else killed the worker or kept it from running. */
	FROM_OUTSIDE,

	/** Workers do not stay alive. */
	BY_ITSELF;

	/**
	 * Tells what the end of a worker says.
	 * @param worker the worker
	 * @param loss how it ended
	 * @param window the window of restarts
	 */
	static Death of(WorkerHandle worker, WorkerLoss loss, Duration window) {
		if (worker.hasEndedTasks() || worker.served().compareTo(window) >= 0) {
			return AFTER_SERVICE;
		}
		if (loss.isFromOutside() || loss.killed() == KillReason.HEARTBEAT) {
			return FROM_OUTSIDE;
		}
		return (worker.readyAfter() != null && loss.isByTask()) ? BY_TASK : BY_ITSELF;
	}

}
