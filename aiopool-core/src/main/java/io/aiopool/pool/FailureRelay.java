package io.aiopool.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.aiopool.TaskExceptionHandler;
import io.aiopool.TaskFailure;
import io.aiopool.wire.ChildMessage;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Brings the failures of tasks to the handler of the application: on callback threads, in
 * order and one at a time. A handler that is slower than tasks fail costs no more than a
 * bounded memory: what is more is counted and left out. Thread-safe by its own lock,
 * which is not held while the handler runs.
 */
final class FailureRelay {

	private static final System.Logger LOGGER = System.getLogger(FailureRelay.class.getName());

	private static final int MOST_WAITING = 1024;

	private static final long MOST_WAITING_BYTES = 16 << 20;

	private final String pool;

	private final TaskExceptionHandler handler;

	private final Failures failures;

	private final PoolTimer timer;

	private final Executor callbacks;

	private final Queue<Waiting> waiting = new ArrayDeque<>();

	private long waitingBytes;

	private long leftOut;

	private boolean running;

	/** The exception of a worker is made of its bytes when its turn has come. */
	private record Waiting(Task task, Duration elapsed, Supplier<Throwable> failure, long bytes) {
	}

	FailureRelay(String pool, TaskExceptionHandler handler, Failures failures, PoolTimer timer, Executor callbacks) {
		this.pool = pool;
		this.handler = handler;
		this.failures = failures;
		this.timer = timer;
		this.callbacks = callbacks;
	}

	/** A worker has reported that a task failed. */
	void failed(Task task, ChildMessage.Failure failure) {
		add(task, () -> this.failures.reported(task, failure),
				failure.exception().size() + (long) failure.stackTrace().length());
	}

	/** A task has failed here. */
	void failed(Task task, Throwable failure) {
		add(task, () -> failure, 0);
	}

	private void add(Task task, Supplier<Throwable> failure, long bytes) {
		Waiting next = new Waiting(task, Duration.ofNanos(this.timer.now() - task.submittedAt), failure,
				bytes + task.arguments.size());
		synchronized (this) {
			boolean full = this.waiting.size() >= MOST_WAITING
					|| !this.waiting.isEmpty() && this.waitingBytes + next.bytes() > MOST_WAITING_BYTES;
			if (full) {
				this.leftOut++;
				return;
			}
			this.waiting.add(next);
			this.waitingBytes += next.bytes();
			if (this.running) {
				return;
			}
			this.running = true;
		}
		this.callbacks.execute(this::deliver);
	}

	private void deliver() {
		for (Waiting next = next(); next != null; next = next()) {
			tell(next);
		}
	}

	private @Nullable Waiting next() {
		long missed;
		Waiting next;
		synchronized (this) {
			next = this.waiting.poll();
			this.running = next != null;
			this.waitingBytes -= (next != null) ? next.bytes() : 0;
			missed = this.leftOut;
			this.leftOut = 0;
		}
		if (missed > 0) {
			Warnings.log(LOGGER, () -> "The exception handler of pool '" + this.pool
					+ "' is slower than tasks fail: it was not told of " + missed + " failures", null);
		}
		return next;
	}

	private void tell(Waiting next) {
		Task task = next.task();
		try {
			WorkerHandle worker = task.ranIn;
			this.handler.handle(new TaskFailure(this.pool, task.id, task.name, task.attempt, task.elements,
					next.elapsed(), (worker != null) ? worker.pid() : null, next.failure().get()));
		}
		catch (Throwable ex) {
			Warnings.log(LOGGER, () -> "The exception handler of pool '" + this.pool + "' failed for " + task
					+ ", whose outcome is not affected", ex);
		}
	}

}
