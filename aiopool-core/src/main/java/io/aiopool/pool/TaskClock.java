package io.aiopool.pool;

import io.aiopool.TaskTimings;

/**
 * Writes down where the time of a task goes: it waits, or it is with a worker. Guarded by
 * the lock of the {@link DispatchState}.
 */
final class TaskClock {

	private final TaskTimings timings;

	/** When its present wait or its present attempt began. */
	private long since;

	private boolean ended;

	TaskClock(TaskTimings timings, long submittedAt) {
		this.timings = timings;
		this.since = submittedAt;
	}

	void sent(long now) {
		add(now, now - this.since, 0);
	}

	/**
	 * The worker has answered.
	 * @param ran nanoseconds, by the worker's clock
	 */
	void answered(long now, long ran) {
		answered(now, ran, this.since);
	}

	/**
	 * The worker has answered a task that it had perhaps been sent ahead.
	 * @param ran nanoseconds, by the worker's clock
	 * @param freeAt when it had answered the task before, for whose end this one waited
	 */
	void answered(long now, long ran, long freeAt) {
		long there = now - this.since;
		long ranThere = Math.max(0, Math.min(ran, there));
		add(now, Math.max(0, Math.min(freeAt - this.since, there - ranThere)), ranThere);
	}

	/** It was given back without having begun. */
	void returned(long now) {
		add(now, now - this.since, 0);
	}

	/** Its worker was lost. */
	void lost(long now) {
		add(now, 0, now - this.since);
	}

	/** Its outcome is decided, whatever its worker says later. */
	void end(boolean withWorker, long now) {
		if (withWorker) {
			lost(now);
		}
		else {
			returned(now);
		}
		this.ended = true;
	}

	private void add(long now, long waited, long ran) {
		if (!this.ended) {
			this.timings.add(waited, ran);
			this.since = now;
		}
	}

}
