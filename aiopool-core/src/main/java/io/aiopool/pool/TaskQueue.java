package io.aiopool.pool;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of one kind that wait in one line, by rank. Most have no head start, and so come
 * in the order of their rank: they make a linked list through the tasks themselves, from
 * which a cancelled one leaves in constant time. The others are in a tree. Guarded by the
 * lock of the {@link DispatchState}.
 */
final class TaskQueue {

	private static final Comparator<Task> BY_RANK = (one, other) -> one.isBefore(other) ? -1
			: other.isBefore(one) ? 1 : 0;

	private final TreeSet<Task> credited = new TreeSet<>(BY_RANK);

	private @Nullable Task first;

	private @Nullable Task last;

	private int size;

	int size() {
		return this.size + this.credited.size();
	}

	boolean isEmpty() {
		return this.first == null && this.credited.isEmpty();
	}

	@Nullable Task peek() {
		if (this.credited.isEmpty()) {
			return this.first;
		}
		Task credited = this.credited.first();
		return (this.first != null && this.first.isBefore(credited)) ? this.first : credited;
	}

	void forEach(Consumer<Task> consumer) {
		for (Task task = this.first; task != null; task = task.next) {
			consumer.accept(task);
		}
		this.credited.forEach(consumer);
	}

	void add(Task task) {
		task.queued = true;
		if (task.headStart != 0) {
			this.credited.add(task);
			return;
		}
		insertBehind(this.last, task);
	}

	/** Puts a task in its place again that is older than most. */
	void addAgain(Task task) {
		task.queued = true;
		if (task.headStart != 0) {
			this.credited.add(task);
			return;
		}
		Task next = this.first;
		while (next != null && next.isBefore(task)) {
			next = next.next;
		}
		insertBehind((next != null) ? next.previous : this.last, task);
	}

	private void insertBehind(@Nullable Task previous, Task task) {
		Task next = (previous != null) ? previous.next : this.first;
		task.previous = previous;
		task.next = next;
		if (previous != null) {
			previous.next = task;
		}
		else {
			this.first = task;
		}
		if (next != null) {
			next.previous = task;
		}
		else {
			this.last = task;
		}
		this.size++;
	}

	void remove(Task task) {
		task.queued = false;
		if (task.headStart != 0) {
			this.credited.remove(task);
			return;
		}
		if (task.previous != null) {
			task.previous.next = task.next;
		}
		else {
			this.first = task.next;
		}
		if (task.next != null) {
			task.next.previous = task.previous;
		}
		else {
			this.last = task.previous;
		}
		task.previous = null;
		task.next = null;
		this.size--;
	}

}
