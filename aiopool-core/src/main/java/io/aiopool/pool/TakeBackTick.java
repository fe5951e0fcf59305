package io.aiopool.pool;

import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.worker.PoolTimer;

/**
 * Looks every few milliseconds whether tasks that were sent ahead are stuck, as long as
 * there are any.
 */
final class TakeBackTick {

	private static final long TICK_NANOS = 5_000_000;

	private final Staffing staffing;

	private final PoolTimer timer;

	private final AtomicBoolean ticking = new AtomicBoolean();

	TakeBackTick(Staffing staffing, PoolTimer timer) {
		this.staffing = staffing;
		this.timer = timer;
	}

	/** A task has been submitted, which may have been sent ahead. */
	void wake(Task task) {
		if (task.exclusive && !this.ticking.get() && this.staffing.hasTasksAhead()
				&& this.ticking.compareAndSet(false, true)) {
			this.timer.later(TICK_NANOS, this::tick);
		}
	}

	private void tick() {
		this.staffing.takeBackStuck();
		if (this.staffing.hasTasksAhead()) {
			this.timer.later(TICK_NANOS, this::tick);
			return;
		}
		this.ticking.set(false);
		// One may have been sent ahead since the question was asked.
		if (this.staffing.hasTasksAhead() && this.ticking.compareAndSet(false, true)) {
			this.timer.later(TICK_NANOS, this::tick);
		}
	}

}
