package io.aiopool.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.aiopool.scheduler.Placement;
import io.aiopool.scheduler.ScheduledTask;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.scheduler.Schedulers;
import io.aiopool.scheduler.WorkerLoad;

/**
 * Keeps the errors of an application's scheduler from the pool: they are logged, the
 * first one with its stack, and the least loaded worker takes the task.
 */
final class GuardedScheduler implements Scheduler {

	private static final System.Logger LOGGER = System.getLogger(GuardedScheduler.class.getName());

	private final Scheduler scheduler;

	private final Scheduler otherwise = Schedulers.named(Schedulers.LEAST_LOADED);

	private final AtomicBoolean told = new AtomicBoolean();

	private GuardedScheduler(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	/** Those that come with the pool are left as they are. */
	static Scheduler around(Scheduler scheduler) {
		return (scheduler.getClass().getPackage() == Scheduler.class.getPackage()) ? scheduler
				: new GuardedScheduler(scheduler);
	}

	@Override
	public void opened(int processes, int queues) {
		guard(() -> this.scheduler.opened(processes, queues));
	}

	@Override
	public void workerAdded(WorkerLoad worker) {
		guard(() -> this.scheduler.workerAdded(worker));
	}

	@Override
	public void workerLost(WorkerLoad worker) {
		guard(() -> this.scheduler.workerLost(worker));
	}

	@Override
	public Placement place(ScheduledTask task) {
		return guard(() -> this.scheduler.place(task), () -> Placement.ANY);
	}

	@Override
	public int choose(ScheduledTask task, List<? extends WorkerLoad> candidates) {
		return guard(() -> {
			int index = this.scheduler.choose(task, candidates);
			if (index < PENDING || index >= candidates.size()) {
				throw new IndexOutOfBoundsException("chose " + index + " of " + candidates.size() + " candidates");
			}
			return index;
		}, () -> this.otherwise.choose(task, candidates));
	}

	@Override
	public long headStart(ScheduledTask task) {
		return guard(() -> this.scheduler.headStart(task), () -> 0L);
	}

	@Override
	public void taskScheduled(ScheduledTask task, WorkerLoad worker) {
		guard(() -> this.scheduler.taskScheduled(task, worker));
	}

	@Override
	public void taskCompleted(ScheduledTask task, WorkerLoad worker) {
		guard(() -> this.scheduler.taskCompleted(task, worker));
	}

	private void guard(Runnable call) {
		guard(() -> {
			call.run();
			return true;
		}, () -> false);
	}

	private <T> T guard(Supplier<T> call, Supplier<T> otherwise) {
		try {
			return call.get();
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			if (this.told.compareAndSet(false, true)) {
				LOGGER.log(System.Logger.Level.ERROR,
						() -> "The scheduler " + this.scheduler.getClass().getName()
								+ " failed; the pool goes on and decides by itself whenever that happens. "
								+ "Correct it: a scheduler must not throw",
						ex);
			}
			return otherwise.get();
		}
	}

}
