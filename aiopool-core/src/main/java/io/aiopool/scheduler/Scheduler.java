package io.aiopool.scheduler;

import java.util.List;

/**
 * Decides which worker runs a task, and in which order tasks wait. One instance serves
 * one pool at a time; it is called by one thread at a time, under the lock of the pool,
 * so it must neither block nor call the pool. What it throws is logged, and the pool
 * decides by itself.
 * <p>
 * A task is first {@link #place placed}: any worker, those of a queue, or one worker may
 * run it. If some of these can take it now, {@link #choose} picks one; else it waits.
 * When a worker has room again, the pool offers it the tasks that wait and may run there,
 * those of the longest waiting first (see {@link #headStart}), and asks {@link #choose}
 * with that worker as the only candidate.
 */
@FunctionalInterface
public interface Scheduler {

	/** What {@link #choose} returns to leave the task waiting. */
	int PENDING = -1;

	/**
	 * The pool begins; called once, before anything else.
	 * @param processes how many workers the pool is to have
	 * @param queues how many queues they are dealt to, at most as many
	 */
	default void opened(int processes, int queues) {
	}

	/**
	 * A worker takes tasks from now on.
	 * @param worker the worker; the same object in all calls, and live
	 */
	default void workerAdded(WorkerLoad worker) {
	}

	/**
	 * A worker takes no more tasks: it is being replaced, or was lost.
	 * @param worker the worker
	 */
	default void workerLost(WorkerLoad worker) {
	}

	/**
	 * Decides which workers may run a task, when it comes, and again when it is to be run
	 * anew or the workers it was placed at have gone.
	 * @param task the task
	 * @return where it may run
	 */
	default Placement place(ScheduledTask task) {
		return Placement.ANY;
	}

	/**
	 * Chooses among the workers that may and can take the task now. A task that is left
	 * pending is offered again with every submission and answer and every worker that
	 * comes or goes; until then it holds up those that wait behind it in the same place.
	 * @param task the task
	 * @param candidates the workers, by slot; never empty, not to be kept
	 * @return the index of the chosen one, or {@link #PENDING}
	 */
	int choose(ScheduledTask task, List<? extends WorkerLoad> candidates);

	/**
	 * Returns how much waiting a task is credited with. Tasks that wait are taken as
	 * though each had come that much earlier, so whatever the credit, a task is only
	 * overtaken by those that come within the difference.
	 * @param task the task
	 * @return nanoseconds, the same with every call
	 */
	default long headStart(ScheduledTask task) {
		return 0;
	}

	/**
	 * A task is being sent to a worker.
	 * @param task the task
	 * @param worker the worker
	 */
	default void taskScheduled(ScheduledTask task, WorkerLoad worker) {
	}

	/**
	 * A worker no longer has a task: it has answered it, given it back, or was lost.
	 * @param task the task
	 * @param worker the worker
	 */
	default void taskCompleted(ScheduledTask task, WorkerLoad worker) {
	}

}
