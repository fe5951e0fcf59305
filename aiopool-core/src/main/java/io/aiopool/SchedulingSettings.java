package io.aiopool;

import io.aiopool.scheduler.Scheduler;
import io.aiopool.scheduler.Schedulers;
import org.jspecify.annotations.Nullable;

/**
 * How a task finds its worker.
 *
 * @param scheduler name of a scheduler that comes with the pool, see {@link Schedulers},
 * or name of a class
 * @param queueCount so many queues the workers are dealt to in turn; at most as many as
 * there are workers. Of use to {@code "round-robin"} and to schedulers that place tasks
 * in queues
 * @param instance the scheduler itself; {@code null} for a new one by name
 */
public record SchedulingSettings(String scheduler, int queueCount, @Nullable Scheduler instance) {

	/** The least loaded worker, one queue. */
	public static final SchedulingSettings DEFAULTS = new SchedulingSettings(Schedulers.LEAST_LOADED, 1, null);

	public SchedulingSettings {
		Checks.notBlank("scheduler", scheduler);
		Checks.atLeast("queue-count", queueCount, 1);
	}

	/**
	 * Returns the scheduler.
	 * @return the given instance, or a new one by name
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public Scheduler create() {
		return (this.instance != null) ? this.instance : Schedulers.named(this.scheduler);
	}

}
