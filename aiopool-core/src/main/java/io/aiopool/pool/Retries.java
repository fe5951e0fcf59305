package io.aiopool.pool;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.aiopool.TaskSerializationException;
import io.aiopool.wire.ChildMessage;
import io.aiopool.worker.PoolTimer;

/**
 * Decides about another attempt after a failure that a worker reported. That takes the
 * exception itself, and so a thread that may run code of users.
 */
final class Retries {

	private final Failures failures;

	private final Executor callbacks;

	private final PoolTimer timer;

	Retries(Failures failures, Executor callbacks, PoolTimer timer) {
		this.failures = failures;
		this.callbacks = callbacks;
		this.timer = timer;
	}

	private Consumer<Task> again = (task) -> {
		throw new IllegalStateException("not connected");
	};

	private Predicate<Task> settle = (task) -> {
		throw new IllegalStateException("not connected");
	};

	/** Connected once, before the first task, to what submits and settles tasks. */
	void connect(Consumer<Task> again, Predicate<Task> settle) {
		this.again = again;
		this.settle = settle;
	}

	void consider(Task task, ChildMessage.Failure failure) {
		this.callbacks.execute(() -> decide(task, this.failures.reported(task, failure)));
	}

	private void decide(Task task, Throwable failure) {
		// A worker that sends what cannot be read is not asked again.
		boolean readable = !(failure instanceof TaskSerializationException);
		if (readable && task.options.retry().retries(failure, task.attempt) && !task.hasBegunToStream()) {
			long wait = task.options.retry().delayAfter(task.attempt).toNanos();
			boolean inTime = task.deadline == Task.NEVER || this.timer.now() + wait - task.deadline < 0;
			if (inTime && this.timer.later(wait, () -> this.again.accept(task))) {
				return;
			}
		}
		if (this.settle.test(task)) {
			task.sink.fail(failure);
		}
	}

}
