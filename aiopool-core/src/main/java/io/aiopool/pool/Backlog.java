package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * All tasks that wait for a worker, in a line for each placement that has been used; a
 * worker serves several lines, and the ranks of the tasks keep their common order.
 * Guarded by the lock of the {@link DispatchState}.
 */
final class Backlog {

	/** For any worker; always there, and as a rule the only one. */
	private final Line any = new Line(-1, null);

	private final List<Line> lines = new ArrayList<>(List.of(this.any));

	private int size;

	private long bytes;

	Line any() {
		return this.any;
	}

	List<Line> lines() {
		return this.lines;
	}

	Line open(int queue, @Nullable Seat seat) {
		Line line = new Line(queue, seat);
		this.lines.add(line);
		return line;
	}

	void close(Line line) {
		this.lines.remove(line);
	}

	int size() {
		return this.size;
	}

	/** Returns how many bytes the arguments of those that wait have. */
	long bytes() {
		return this.bytes;
	}

	/** Returns how many workers it would keep busy. */
	int workers(int concurrency) {
		int exclusive = 0;
		int shared = 0;
		for (Line line : this.lines) {
			exclusive += line.exclusive.size();
			shared += line.shared.size();
		}
		return exclusive + (shared + concurrency - 1) / concurrency;
	}

	void add(Task task) {
		task.line.of(task.exclusive).add(task);
		count(task, 1);
	}

	/** Puts a task back that had its turn before; it keeps its rank. */
	void addAgain(Task task) {
		task.line.of(task.exclusive).addAgain(task);
		count(task, 1);
	}

	void remove(Task task) {
		task.line.of(task.exclusive).remove(task);
		count(task, -1);
	}

	private void count(Task task, int by) {
		this.size += by;
		this.bytes += (long) by * task.arguments.size();
	}

	/** Whether it waits, and is the next of its kind in its line. */
	boolean isFirst(Task task) {
		return task.queued && task.line.of(task.exclusive).peek() == task;
	}

	/** Takes the oldest task that the seat can take now. */
	@Nullable Task pollFor(Seat seat, int concurrency, Predicate<Task> chosen) {
		Task exclusive = oldest(seat, true);
		Task shared = oldest(seat, false);
		boolean exclusiveFirst = exclusive != null && (shared == null || exclusive.isBefore(shared));
		Task oldest = exclusiveFirst ? exclusive : shared;
		Task other = exclusiveFirst ? shared : exclusive;
		Task taken = null;
		if (oldest != null && seat.canTake(oldest, concurrency) && chosen.test(oldest)) {
			taken = oldest;
		}
		else if (other != null && !isNextInLine(oldest, seat) && seat.canTake(other, concurrency)
				&& chosen.test(other)) {
			taken = other;
		}
		if (taken != null) {
			remove(taken);
		}
		return taken;
	}

	private @Nullable Task oldest(Seat seat, boolean exclusive) {
		Task oldest = this.any.of(exclusive).peek();
		for (int i = 1; i < this.lines.size(); i++) {
			Line line = this.lines.get(i);
			Task head = line.isServedBy(seat) ? line.of(exclusive).peek() : null;
			if (head != null && (oldest == null || head.isBefore(oldest))) {
				oldest = head;
			}
		}
		return oldest;
	}

	/** Not to be changed meanwhile. */
	void forEach(Consumer<Task> consumer) {
		this.lines.forEach((line) -> {
			line.exclusive.forEach(consumer);
			line.shared.forEach(consumer);
		});
	}

	void drainTo(Consumer<Task> consumer) {
		this.lines.forEach((line) -> drain(line, consumer));
	}

	void drain(Line line, Consumer<Task> consumer) {
		drain(line.exclusive, consumer);
		drain(line.shared, consumer);
	}

	private void drain(TaskQueue queue, Consumer<Task> consumer) {
		for (Task task = queue.peek(); task != null; task = queue.peek()) {
			remove(task);
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

}
