package io.aiopool.pool;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.aiopool.TaskProgress;
import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a task says of its progress to its listener: on callback threads, in order,
 * one call at a time, and only the latest when the listener is slow. Thread-safe.
 */
final class ProgressRelay {

	private static final System.Logger LOGGER = System.getLogger(ProgressRelay.class.getName());

	/** While a call is running and nothing new has come. */
	private static final Object RUNNING = new Object();

	private final Consumer<TaskProgress> listener;

	/** {@code null}, {@link #RUNNING}, or what has come since. */
	private final AtomicReference<@Nullable Object> latest = new AtomicReference<>();

	ProgressRelay(Consumer<TaskProgress> listener) {
		this.listener = listener;
	}

	/** Returns what is to be done on a callback thread, if anything is. */
	@Nullable Runnable received(Task task, ChildMessage.Progress progress) {
		Object before = this.latest
			.getAndSet(new TaskProgress(task.id, task.name, task.attempt, progress.fraction(), progress.message()));
		return (before == null) ? this::deliver : null;
	}

	private void deliver() {
		do {
			if (this.latest.getAndSet(RUNNING) instanceof TaskProgress progress) {
				tell(progress);
			}
		}
		while (!this.latest.compareAndSet(RUNNING, null));
	}

	private void tell(TaskProgress progress) {
		try {
			this.listener.accept(progress);
		}
		catch (Throwable ex) {
			Warnings.log(LOGGER, () -> "The progress listener of task " + progress.task() + " (" + progress.name()
					+ ") failed; the task goes on", ex);
		}
	}

}
