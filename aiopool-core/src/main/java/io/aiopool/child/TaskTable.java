package io.aiopool.child;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;

/**
 * The tasks that a worker has, running or waiting for their turn. Thread-safe.
 */
final class TaskTable {

	private static final long IDLE_SECONDS = 30;

	private final Map<Long, RunningTask> tasks = new ConcurrentHashMap<>();

	private final TaskRunner runner;

	private final Reporter reporter;

	private final ThreadPoolExecutor threads;

	private final ExclusiveQueue exclusive;

	TaskTable(TaskRunner runner, Reporter reporter) {
		this.runner = runner;
		this.reporter = reporter;
		AtomicInteger number = new AtomicInteger();
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), (body) -> {
					Thread thread = new Thread(body, "aiopool-task-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.exclusive = new ExclusiveQueue(this.threads, runner::run);
	}

	/** Where code of users runs, whatever it waits for. */
	Executor threads() {
		return this.threads;
	}

	void run(ParentMessage.Run run) {
		if (!this.runner.hasLane(run.lane())) {
			throw new IllegalArgumentException("there is no lane " + run.lane());
		}
		RunningTask task = new RunningTask(run, this.reporter::send, this::answered);
		this.tasks.put(task.id(), task);
		if (run.exclusive()) {
			this.exclusive.add(task);
		}
		else {
			this.threads.execute(() -> this.runner.run(task));
		}
	}

	void demand(long id, long items) {
		RunningTask task = this.tasks.get(id);
		if (task != null) {
			// On a thread for tasks, since asking a publisher runs its code.
			this.threads.execute(() -> task.demand(items));
		}
	}

	void cancel(long id) {
		RunningTask task = this.tasks.get(id);
		if (task == null) {
			return;
		}
		if (this.exclusive.remove(task)) {
			this.reporter.failure(task, ChildMessage.FailureKind.NOT_STARTED,
					new InterruptedException("cancelled before it began"));
			return;
		}
		this.threads.execute(task::cancel);
	}

	void giveBack() {
		for (RunningTask task : this.exclusive.removeAll()) {
			task.answer(() -> this.reporter.send(new ChildMessage.Returned(task.id(), task.lane())));
		}
	}

	private void answered(RunningTask task) {
		// Another attempt of the same task may have come in already.
		this.tasks.remove(task.id(), task);
		synchronized (this) {
			notifyAll();
		}
	}

	synchronized void awaitEmpty() {
		boolean interrupted = false;
		while (!this.tasks.isEmpty()) {
			try {
				wait();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
