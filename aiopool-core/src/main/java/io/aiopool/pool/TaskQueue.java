package io.aiopool.pool;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of one kind that wait for a worker, in the order in which they came. A linked
 * list through the tasks themselves, so that a cancelled one leaves in constant time.
 * Guarded by the dispatcher's lock.
 */
final class TaskQueue {

	private @Nullable Task first;

	private @Nullable Task last;

	private int size;

	int size() {
		return this.size;
	}

	boolean isEmpty() {
		return this.first == null;
	}

	@Nullable Task peek() {
		return this.first;
	}

	void add(Task task) {
		task.queued = true;
		task.previous = this.last;
		if (this.last != null) {
			this.last.next = task;
		}
		else {
			this.first = task;
		}
		this.last = task;
		this.size++;
	}

	/** Puts a task back that had its turn before. */
	void addFirst(Task task) {
		task.queued = true;
		task.next = this.first;
		if (this.first != null) {
			this.first.previous = task;
		}
		else {
			this.last = task;
		}
		this.first = task;
		this.size++;
	}

	void remove(Task task) {
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
		task.queued = false;
		this.size--;
	}

}
