package io.aiopool.pool;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * All tasks that wait for a worker: exclusive and shared ones in queues of their own,
 * since a worker that cannot take the one may take the other; the sequence numbers keep
 * their common order. Guarded by the dispatcher's lock.
 */
final class Backlog {

	private final TaskQueue exclusive = new TaskQueue();

	private final TaskQueue shared = new TaskQueue();

	private long nextSequence;

	int size() {
		return this.exclusive.size() + this.shared.size();
	}

	boolean hasNone(boolean exclusive) {
		return queue(exclusive).isEmpty();
	}

	void add(Task task) {
		task.sequence = this.nextSequence++;
		queue(task.exclusive).add(task);
	}

	/** Puts a task back that had its turn before; it keeps its number. */
	void addFirst(Task task) {
		queue(task.exclusive).addFirst(task);
	}

	void remove(Task task) {
		queue(task.exclusive).remove(task);
	}

	/** Takes the oldest task that the seat can take now. */
	@Nullable Task pollFor(Seat seat, int concurrency) {
		Task exclusive = this.exclusive.peek();
		Task shared = this.shared.peek();
		boolean exclusiveFirst = exclusive != null && (shared == null || exclusive.sequence < shared.sequence);
		Task oldest = exclusiveFirst ? exclusive : shared;
		Task other = exclusiveFirst ? shared : exclusive;
		Task taken = null;
		if (oldest != null && seat.canTake(oldest, concurrency)) {
			taken = oldest;
		}
		else if (other != null && !isNextInLine(oldest, seat) && seat.canTake(other, concurrency)) {
			taken = other;
		}
		if (taken != null) {
			remove(taken);
		}
		return taken;
	}

	void drainTo(Consumer<Task> consumer) {
		for (Task task = this.exclusive.peek(); task != null; task = this.exclusive.peek()) {
			this.exclusive.remove(task);
			consumer.accept(task);
		}
		for (Task task = this.shared.peek(); task != null; task = this.shared.peek()) {
			this.shared.remove(task);
			consumer.accept(task);
		}
	}

	/**
	 * A shared task waits for the exclusive ones of a seat: nothing more may be put in
	 * front of it.
	 */
	private static boolean isNextInLine(@Nullable Task oldest, Seat seat) {
		return oldest != null && !oldest.exclusive && seat.runsExclusive();
	}

	private TaskQueue queue(boolean exclusive) {
		return exclusive ? this.exclusive : this.shared;
	}

}
