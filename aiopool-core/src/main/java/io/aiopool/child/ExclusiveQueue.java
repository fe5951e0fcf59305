package io.aiopool.child;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs exclusive tasks one after the other; those that wait here were sent ahead and may
 * be taken back. Thread-safe by its own lock, which is not held while a task runs.
 */
final class ExclusiveQueue {

	private final Deque<RunningTask> waiting = new ArrayDeque<>();

	private final Executor executor;

	private final Consumer<RunningTask> runner;

	/** Told of tasks that the executor did not take. */
	private final BiConsumer<RunningTask, Throwable> onRefusal;

	private boolean active;

	ExclusiveQueue(Executor executor, Consumer<RunningTask> runner, BiConsumer<RunningTask, Throwable> onRefusal) {
		this.executor = executor;
		this.runner = runner;
		this.onRefusal = onRefusal;
	}

	/** Adds a task, which gets its turn on a thread of the executor. */
	void add(RunningTask task) {
		if (enqueue(task)) {
			start();
		}
	}

	/**
	 * Adds a task.
	 * @return whether none has its turn, so that the caller must {@link #runAll}
	 */
	synchronized boolean enqueue(RunningTask task) {
		this.waiting.add(task);
		boolean first = !this.active;
		this.active = true;
		return first;
	}

	/** Each task that is refused gives the next one a chance. */
	private void start() {
		while (true) {
			try {
				this.executor.execute(this::runAll);
				return;
			}
			catch (RuntimeException | Error ex) {
				RunningTask task = next();
				if (task == null) {
					return;
				}
				this.onRefusal.accept(task, ex);
			}
		}
	}

	/** Stays on one thread as long as tasks end on it. */
	void runAll() {
		for (RunningTask task = next(); task != null; task = next()) {
			this.runner.accept(task);
			if (task.whenAnswered(this::start)) {
				// An asynchronous body goes on elsewhere; its end brings the next turn.
				return;
			}
		}
	}

	private synchronized @Nullable RunningTask next() {
		RunningTask task = this.waiting.poll();
		this.active = task != null;
		return task;
	}

	/** Returns {@code false} if the task has had its turn. */
	synchronized boolean remove(RunningTask task) {
		return this.waiting.remove(task);
	}

	synchronized List<RunningTask> removeAll() {
		List<RunningTask> tasks = new ArrayList<>(this.waiting);
		this.waiting.clear();
		return tasks;
	}

}
