package io.aiopool.pool;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks every few milliseconds whether tasks that were sent ahead are stuck, as long as
 * there are any.
 */
final class TakeBackTick {

	private static final long TICK_MILLIS = 5;

	private final Staffing staffing;

	private final ScheduledExecutorService timer;

	private final AtomicBoolean ticking = new AtomicBoolean();

	TakeBackTick(Staffing staffing, ScheduledExecutorService timer) {
		this.staffing = staffing;
		this.timer = timer;
	}

	/** A task has been submitted, which may have been sent ahead. */
	void wake(Task task) {
		if (task.exclusive && !this.ticking.get() && this.staffing.hasTasksAhead()
				&& this.ticking.compareAndSet(false, true)) {
			scheduleTick();
		}
	}

	private void tick() {
		this.staffing.takeBackStuck();
		if (this.staffing.hasTasksAhead()) {
			scheduleTick();
			return;
		}
		this.ticking.set(false);
		// One may have been sent ahead since the question was asked.
		if (this.staffing.hasTasksAhead() && this.ticking.compareAndSet(false, true)) {
			scheduleTick();
		}
	}

	private void scheduleTick() {
		try {
			this.timer.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The pool has ended.
		}
	}

}
