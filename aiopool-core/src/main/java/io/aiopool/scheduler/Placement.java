package io.aiopool.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The workers that may run a task. Schedulers keep and reuse instances, so that placing a
 * task costs nothing.
 *
 * @param queue number of the queue whose workers may run it; negative for no queue
 * @param worker the only worker that may run it, or {@code null}
 */
public record Placement(int queue, @Nullable WorkerLoad worker) {

	/** Any worker. */
	public static final Placement ANY = new Placement(-1, null);

	/**
	 * Only the workers of a queue.
	 * @param queue number of the queue, from 0
	 * @return the placement
	 */
	public static Placement queue(int queue) {
		return new Placement(queue, null);
	}

	/**
	 * Only one worker, for which the task waits as long as that worker lives.
	 * @param worker the worker
	 * @return the placement
	 */
	public static Placement worker(WorkerLoad worker) {
		return new Placement(-1, worker);
	}

}
