package io.aiopool.child;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a worker has, running or waiting for their turn. Thread-safe.
 */
final class TaskTable {

	private static final long IDLE_SECONDS = 30;

	private final Map<Long, RunningTask> tasks = new ConcurrentHashMap<>();

	private final TaskRunner runner;

	private final Reporter reporter;

	private final ThreadPoolExecutor threads;

	private final BodyExecutor bodies;

	private final ExclusiveQueue exclusive;

	private final Runnable runExclusive;

	private volatile boolean used;

	TaskTable(TaskRunner runner, Reporter reporter, @Nullable ClassLoader classLoader) {
		this.runner = runner;
		this.reporter = reporter;
		AtomicInteger number = new AtomicInteger();
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(),
				(body) -> new TaskThread(body, "aiopool-task-" + number.incrementAndGet(), classLoader));
		this.bodies = new BodyExecutor(this.threads);
		this.exclusive = new ExclusiveQueue(this.bodies, runner::run, this::refused);
		this.runExclusive = this.exclusive::runAll;
	}

	/** Where bodies of tasks run, to be told before the first of them. */
	BodyExecutor bodies() {
		return this.bodies;
	}

	/** The executor that the user has chosen did not take the body of a task. */
	private void refused(RunningTask task, Throwable reason) {
		this.reporter.failure(task, ChildMessage.FailureKind.TARGET,
				new RejectedExecutionException("its executor refused to run it (see aiopool.executor): " + reason));
	}

	/** Where code of users runs that belongs to a body, whatever it waits for. */
	Executor threads() {
		return this.threads;
	}

	/**
	 * Takes a task.
	 * @return the body, if the calling thread is to run it, else {@code null}
	 */
	@Nullable Runnable run(ParentMessage.Run run) {
		if (!this.runner.hasLane(run.lane())) {
			throw new IllegalArgumentException("there is no lane " + run.lane());
		}
		if (!this.used) {
			this.used = true;
		}
		RunningTask task = new RunningTask(run, this.reporter::send, this::answered);
		this.tasks.put(task.id(), task);
		if (run.exclusive()) {
			if (run.quick() && this.bodies.areOwn()) {
				return this.exclusive.enqueue(task) ? this.runExclusive : null;
			}
			this.exclusive.add(task);
		}
		else {
			runShared(task);
		}
		return null;
	}

	private void runShared(RunningTask task) {
		try {
			this.bodies.execute(() -> this.runner.run(task));
		}
		catch (RuntimeException | Error ex) {
			refused(task, ex);
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
			answerNotStarted(task);
			return;
		}
		this.threads.execute(() -> {
			task.cancel();
			if (!task.hasBegun()) {
				// Its turn may be long in coming on an executor of the user's.
				answerNotStarted(task);
			}
		});
	}

	private void answerNotStarted(RunningTask task) {
		this.reporter.failure(task, ChildMessage.FailureKind.NOT_STARTED,
				new InterruptedException("cancelled before it began"));
	}

	/** Whether no task has come yet. */
	boolean isUnused() {
		return !this.used;
	}

	/** The threads that run bodies now. */
	List<Thread> running() {
		return this.tasks.values().stream().map(RunningTask::thread).filter(Objects::nonNull).toList();
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
