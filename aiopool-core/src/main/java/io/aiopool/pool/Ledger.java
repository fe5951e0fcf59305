package io.aiopool.pool;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.aiopool.worker.PoolTimer;

/**
 * Which tasks have their outcome, and how many of each kind. A task is settled exactly
 * once; whoever settles it tells its sink, after the lock is left. Guarded by the lock of
 * the {@link DispatchState}.
 */
final class Ledger {

	private final Counters counters = new Counters();

	private final Backlog backlog;

	/** Asked for tasks that are timed. */
	private final PoolTimer timer;

	/** Whose last attempt has failed, until they have another one or their outcome. */
	private final Set<Task> betweenAttempts = new LinkedHashSet<>();

	private final Runnable onRoom;

	/** Takes the deadline of a task off the wheel, whose lock is only ever taken last. */
	private final Consumer<Task> onForget;

	Ledger(Backlog backlog, PoolTimer timer, Runnable onRoom, Consumer<Task> onForget) {
		this.timer = timer;
		this.backlog = backlog;
		this.onRoom = onRoom;
		this.onForget = onForget;
	}

	Counters counters() {
		return this.counters;
	}

	boolean complete(Task task) {
		if (!settle(task)) {
			return false;
		}
		this.counters.completed += task.elements;
		return true;
	}

	/** Returns {@code false}, as the others do, if somebody was faster. */
	boolean fail(Task task) {
		if (!settle(task)) {
			return false;
		}
		this.counters.failed += task.elements;
		return true;
	}

	boolean timeOut(Task task) {
		if (!fail(task)) {
			return false;
		}
		this.counters.timedOut += task.elements;
		return true;
	}

	boolean cancel(Task task) {
		if (!settle(task)) {
			return false;
		}
		this.counters.cancelled += task.elements;
		return true;
	}

	private boolean settle(Task task) {
		if (task.settled) {
			return false;
		}
		task.settled = true;
		if (task.clock != null) {
			task.clock.end(task.seat != null, this.timer.now());
		}
		if (task.queued) {
			this.backlog.remove(task);
		}
		resume(task);
		left(task);
		return true;
	}

	/** An attempt of the task has failed, and there may be another one. */
	void pause(Task task) {
		task.pausing = true;
		this.betweenAttempts.add(task);
	}

	/** The task has another attempt, or its outcome. */
	void resume(Task task) {
		if (task.pausing) {
			task.pausing = false;
			this.betweenAttempts.remove(task);
		}
	}

	List<Task> betweenAttempts() {
		return List.copyOf(this.betweenAttempts);
	}

	/** A result has come for a task that has its outcome: it is dropped. */
	void tooLate() {
		this.counters.late++;
	}

	/**
	 * A task may have left its worker. One that is cancelled but runs on is still in the
	 * pool, and keeps its deadline.
	 */
	void left(Task task) {
		if (!task.inPool || !task.settled || task.seat != null) {
			return;
		}
		task.inPool = false;
		if (task.deadline != Task.NEVER) {
			this.onForget.accept(task);
		}
		task.method.inPool--;
		this.onRoom.run();
	}

}
