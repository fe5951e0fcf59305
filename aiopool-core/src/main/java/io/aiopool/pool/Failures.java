package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import io.aiopool.OffProcessException;
import io.aiopool.PayloadTooLargeException;
import io.aiopool.PoolClosedException;
import io.aiopool.RemoteTaskException;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerOutOfMemoryException;
import io.aiopool.WorkerProtocolException;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.wire.ChildMessage;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerLoss;
import org.jspecify.annotations.Nullable;

/**
 * What callers are told: one exception for each way in which a task can fail. Stateless
 * but for the codec, the clock and the name of the pool.
 */
final class Failures {

	private final String pool;

	private final Payloads payloads;

	private final PoolTimer timer;

	private BiConsumer<Task, TaskSerializationException> onUnreadable = (task, failure) -> {
	};

	Failures(String pool, Payloads payloads, PoolTimer timer) {
		this.pool = pool;
		this.payloads = payloads;
		this.timer = timer;
	}

	/**
	 * Connected once, before the first task, to what is told of a worker that sends what
	 * cannot be read in the place of an exception. It may be told more than once.
	 */
	void connect(BiConsumer<Task, TaskSerializationException> onUnreadable) {
		this.onUnreadable = onUnreadable;
	}

	/** Of a failure that the worker reported. Decodes, so not on a thread of a worker. */
	Throwable reported(Task task, ChildMessage.Failure failure) {
		return switch (failure.kind()) {
			case TASK -> thrown(task, failure);
			case ARGUMENTS -> new TaskSerializationException(Phase.ARG_DECODE,
					task + " has not run: its arguments cannot be read in the worker: " + failure.text(), null);
			case RESULT -> new TaskSerializationException(Phase.RESULT_ENCODE,
					task + " has run, but its result cannot be sent back: " + failure.text(), null);
			case RESULT_TOO_LARGE -> new PayloadTooLargeException(Phase.RESULT_ENCODE,
					task + " has run, but its result is larger than aiopool.max-payload: " + failure.text()
							+ ". A method may also return a Flux of parts.",
					null);
			case TARGET -> new OffProcessException(task + " has not run: " + failure.text());
			case NOT_STARTED -> new OffProcessException(task + " was withdrawn before it began");
		};
	}

	private Throwable thrown(Task task, ChildMessage.Failure failure) {
		String what = task + " failed in its worker with ";
		try {
			WorkerHandle worker = task.ranIn;
			Throwable original = this.payloads.decodeException(failure.exception(), (worker != null) ? worker : this,
					new FailureCodec.Origin(what, failure.stackTrace()));
			if (original != null) {
				join(task, original);
				return original;
			}
		}
		catch (PayloadException ex) {
			return unreadable(task, failure, ex);
		}
		catch (RuntimeException | Error ex) {
			// Exceptions are code of users, and this one does not work here.
		}
		return new RemoteTaskException(
				what + failure.type() + ": " + failure.text()
						+ " (the exception itself could not be carried). Remote stack trace:\n" + failure.stackTrace(),
				failure.type(), failure.stackTrace());
	}

	private TaskSerializationException unreadable(Task task, ChildMessage.Failure failure, PayloadException why) {
		TaskSerializationException unreadable = new TaskSerializationException(Phase.RESULT_DECODE,
				task + " failed in its worker with " + failure.type() + ": " + failure.text()
						+ ", but what its worker sent in the place of the exception is refused here: "
						+ why.getMessage(),
				why);
		this.onUnreadable.accept(task, unreadable);
		return unreadable;
	}

	/** Exceptions are code of users, which may forbid it. */
	private void join(Task task, Throwable original) {
		try {
			original.setStackTrace(joined(task, original.getStackTrace()));
		}
		catch (RuntimeException | Error ex) {
			// It keeps the frames that it came with.
		}
	}

	/** The remote frames, the boundary, then the frames of whoever waits here. */
	private StackTraceElement[] joined(Task task, StackTraceElement[] remote) {
		List<StackTraceElement> frames = new ArrayList<>(Arrays.asList(remote));
		frames.add(new StackTraceElement("--- process boundary ---", "task " + task.id + " of pool " + this.pool, null,
				-1));
		boolean inside = true;
		for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
			inside = inside && (frame.getClassName().startsWith("io.aiopool.pool.")
					|| frame.getClassName().equals(Thread.class.getName()));
			if (!inside) {
				frames.add(frame);
			}
		}
		return frames.toArray(StackTraceElement[]::new);
	}

	TaskTimeoutException timedOut(Task task, @Nullable String where, @Nullable String threadDump) {
		if (task.awaitsSubscriber) {
			return new TaskTimeoutException(task + " of pool '" + this.pool
					+ "' was given up: for as long as its timeout its subscriber has neither taken an item nor asked for"
					+ " one. Cancel the subscription when nobody reads any more, or raise the timeout.", threadDump);
		}
		long millis = (this.timer.now() - task.submittedAt) / 1_000_000;
		String place = (where != null) ? "it ran in " + where + " and is being stopped there"
				: task.mayHaveBegun ? "an earlier attempt may have begun, and it was waiting for another one"
						: "it was still waiting for a worker and has not run";
		String advice = (where != null) ? "Raise its timeout, or look at threadDump() for what it was doing."
				: "Raise its timeout or aiopool.processes, or submit less.";
		return new TaskTimeoutException(task + " of pool '" + this.pool + "' did not end by its deadline, after "
				+ millis + " ms: " + place + ". " + advice, threadDump);
	}

	Throwable lost(Task task, WorkerLoss loss, boolean started, @Nullable Task culprit) {
		WorkerExit exit = loss.exit();
		if (loss.killed() == KillReason.POOL_CLOSED) {
			return closed(task);
		}
		String message = task + " of pool '" + this.pool + "' was lost: worker " + exit.slot() + "." + exit.generation()
				+ " (pid " + exit.pid() + ") ended with " + exit.describe() + "; the task "
				+ (started ? "may have begun"
						: "had not begun" + (task.mayHaveBegun ? " there, but may have before" : ""))
				+ "." + element(task, loss, started)
				+ ((culprit != null) ? " The worker was killed on account of " + culprit + "." : "")
				+ ((exit.crashReport() != null) ? " Crash report: " + exit.crashReport() + "." : "")
				+ (exit.output().isEmpty() ? "" : " Last output:\n  " + String.join("\n  ", exit.output()));
		if (loss.protocolError() != null || loss.killed() == KillReason.NOT_ALLOWED) {
			return new WorkerProtocolException(message, exit, task.mayHaveBegun);
		}
		return loss.outOfMemory() ? new WorkerOutOfMemoryException(message, exit, task.mayHaveBegun)
				: new WorkerLostException(message, exit, task.mayHaveBegun);
	}

	/** Of a chunk, where it was. */
	private static String element(Task task, WorkerLoss loss, boolean started) {
		if (task.elements == 1 || !started || loss.record() == null) {
			return "";
		}
		return " It stood for " + task.elements + " elements of a map, of which element "
				+ (loss.record().element(task.lane) + 1) + " had begun last, and those behind it had not.";
	}

	PoolClosedException closed(@Nullable Task task) {
		String what = (task != null) ? task + " did not end" : "The task was not taken";
		return new PoolClosedException(what + ": pool is closed: '" + this.pool + "'", null);
	}

}
