package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.aiopool.worker.PoolTimer;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of all tasks: a hashed timing wheel (Varghese and Lauck 1987, scheme 6),
 * so that setting and clearing one costs the same whatever their number. Ticks only while
 * there are any. Thread-safe by a lock of its own; expiry runs on the timer thread,
 * outside that lock.
 */
final class DeadlineWheel {

	private static final int BUCKETS = 1024;

	private static final long TICK_NANOS = 10_000_000;

	/** A tick that comes this late means that the process stood still. */
	private static final long STANDSTILL_NANOS = 1_000_000_000;

	private static final long SECOND_CHANCE_NANOS = 100_000_000;

	private final @Nullable Task[] buckets = new Task[BUCKETS];

	private final PoolTimer timer;

	private final Consumer<Task> onExpiry;

	private final long origin;

	private long ticked;

	private int size;

	private boolean ticking;

	DeadlineWheel(PoolTimer timer, Consumer<Task> onExpiry) {
		this.timer = timer;
		this.origin = timer.now();
		this.onExpiry = onExpiry;
	}

	/** Sets the deadline of a task, in place of one that it may have. */
	synchronized void set(Task task, long deadline) {
		clear(task);
		task.deadline = deadline;
		if (deadline == Task.NEVER) {
			return;
		}
		// Rounded up: never early.
		long tick = Math.max(this.ticked + 1, (deadline - this.origin + TICK_NANOS - 1) / TICK_NANOS);
		if (!this.ticking) {
			start();
			tick = Math.max(this.ticked + 1, tick);
		}
		link(task, (int) (tick % BUCKETS));
	}

	/** Takes the task off the wheel; its deadline stays known. */
	synchronized void clear(Task task) {
		if (task.bucket >= 0) {
			unlink(task);
		}
	}

	private void start() {
		this.ticked = (this.timer.now() - this.origin) / TICK_NANOS;
		this.ticking = true;
		this.timer.later(TICK_NANOS, this::tick);
	}

	private void tick() {
		List<Task> expired = new ArrayList<>();
		synchronized (this) {
			long now = this.timer.now();
			long nowTick = (now - this.origin) / TICK_NANOS;
			if ((nowTick - this.ticked) * TICK_NANOS > STANDSTILL_NANOS) {
				// Answers may be waiting that came in time; let them be read first.
				now -= SECOND_CHANCE_NANOS;
				nowTick = (now - this.origin) / TICK_NANOS;
			}
			long from = Math.max(this.ticked + 1, nowTick - BUCKETS + 1);
			for (long tick = from; tick <= nowTick; tick++) {
				collect((int) (tick % BUCKETS), now, expired);
			}
			this.ticked = Math.max(this.ticked, nowTick);
			this.ticking = this.size > 0;
			if (this.ticking) {
				this.timer.later(TICK_NANOS, this::tick);
			}
		}
		expired.forEach(this.onExpiry);
	}

	private void collect(int bucket, long now, List<Task> expired) {
		Task next;
		for (Task task = this.buckets[bucket]; task != null; task = next) {
			next = task.wheelNext;
			if (now - task.deadline >= 0) {
				unlink(task);
				expired.add(task);
			}
		}
	}

	private void link(Task task, int bucket) {
		Task head = this.buckets[bucket];
		task.bucket = bucket;
		task.wheelPrevious = null;
		task.wheelNext = head;
		if (head != null) {
			head.wheelPrevious = task;
		}
		this.buckets[bucket] = task;
		this.size++;
	}

	private void unlink(Task task) {
		if (task.wheelPrevious != null) {
			task.wheelPrevious.wheelNext = task.wheelNext;
		}
		else {
			this.buckets[task.bucket] = task.wheelNext;
		}
		if (task.wheelNext != null) {
			task.wheelNext.wheelPrevious = task.wheelPrevious;
		}
		task.wheelPrevious = null;
		task.wheelNext = null;
		task.bucket = -1;
		this.size--;
	}

}
