package io.aiopool.child;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aiopool.WorkerExceptionHandler;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * Tells the parent what became of tasks. Thread-safe. Everything is encoded before the
 * first byte of it is sent.
 */
final class Reporter {

	/** So that a failure always fits into a frame, whatever its exception quotes. */
	private static final int MOST_TEXT_CHARS = 64 * 1024;

	private static final long SENT_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Consumer<ChildMessage> sender;

	private final Answering answering;

	private final BooleanSupplier allSent;

	private final PayloadCodec codec;

	private final FailureCodec failures;

	private volatile @Nullable WorkerExceptionHandler handler;

	private volatile Runnable onAsk = () -> {
	};

	/** How answers are sent. */
	interface Answering {

		void send(RunningTask task, ChildMessage answer);

	}

	Reporter(FrameWriter writer, KeptAnswers answers, PayloadCodec codec, FailureCodec failures) {
		this((message) -> {
			writer.enqueue(message);
			writer.flush();
		}, answers::send, writer::isIdle, codec, failures);
	}

	/**
	 * Creates one that reports to whoever listens.
	 * @param sender sends a message, without blocking
	 * @param answering sends an answer, without blocking
	 * @param allSent whether everything has been sent
	 * @param codec encodes results
	 * @param failures encodes exceptions
	 */
	Reporter(Consumer<ChildMessage> sender, Answering answering, BooleanSupplier allSent, PayloadCodec codec,
			FailureCodec failures) {
		this.sender = sender;
		this.answering = answering;
		this.allSent = allSent;
		this.codec = codec;
		this.failures = failures;
	}

	void handler(WorkerExceptionHandler handler) {
		this.handler = handler;
	}

	/** Told when something has been sent that the parent answers. */
	void onAsk(Runnable listener) {
		this.onAsk = listener;
	}

	void send(ChildMessage message) {
		this.sender.accept(message);
	}

	/** Sends what the parent answers, so that somebody has to listen. */
	void ask(ChildMessage message) {
		send(message);
		this.onAsk.run();
	}

	void result(RunningTask task, @Nullable Object value) {
		Payload encoded;
		try {
			encoded = (value != null) ? this.codec.pack(value) : Payload.NOTHING;
		}
		catch (PayloadException ex) {
			boolean tooLarge = ex.kind() == PayloadException.Kind.TOO_LARGE;
			failure(task, tooLarge ? FailureKind.RESULT_TOO_LARGE : FailureKind.RESULT, ex);
			return;
		}
		catch (RuntimeException | Error ex) {
			// By code of users that the codec calls. Nobody else would answer the task.
			failure(task, FailureKind.RESULT, ex);
			return;
		}
		answer(task, () -> new ChildMessage.Result(task.id(), task.lane(), task.nanos(), encoded));
	}

	/** Sends an item of a stream; throws if it cannot be encoded. */
	void item(RunningTask task, Object value) throws PayloadException {
		ChildMessage item = new ChildMessage.Item(task.id(), this.codec.pack(value));
		task.beforeAnswer(() -> send(item));
	}

	/** The task's own code failed. */
	void thrown(RunningTask task, Throwable failure) {
		WorkerExceptionHandler handler = this.handler;
		if (handler != null) {
			try {
				handler.handle(failure);
			}
			catch (Throwable ex) {
				if (ex != failure) {
					failure.addSuppressed(ex);
				}
			}
		}
		failure(task, FailureKind.TASK, failure);
	}

	/** The task failed, but its code threw nothing: this travels as text. */
	void thrownByUs(RunningTask task, Throwable failure) {
		failure(task, FailureKind.TASK, failure, Payload.NOTHING);
	}

	void failure(RunningTask task, FailureKind kind, Throwable failure) {
		OutOfMemory.leaveIfCauseOf(failure);
		failure(task, kind, failure, (kind == FailureKind.TASK) ? encoded(failure) : Payload.NOTHING);
	}

	private void failure(RunningTask task, FailureKind kind, Throwable failure, Payload exception) {
		answer(task, () -> new ChildMessage.Failure(task.id(), task.lane(), task.nanos(), kind,
				failure.getClass().getName(), message(failure), stackTrace(failure), exception));
	}

	private void answer(RunningTask task, Supplier<ChildMessage> answer) {
		task.answer(() -> this.answering.send(task, answer.get()));
	}

	private Payload encoded(Throwable failure) {
		try {
			return this.failures.encode(failure);
		}
		catch (RuntimeException | Error ex) {
			// It travels as text.
			return Payload.NOTHING;
		}
	}

	/** Exceptions are code of users too. */
	private static @Nullable String message(Throwable failure) {
		try {
			String message = failure.getMessage();
			return (message != null) ? cut(message) : null;
		}
		catch (RuntimeException | Error ex) {
			return "(getMessage() failed: " + ex.getClass().getName() + ")";
		}
	}

	static String stackTrace(Throwable failure) {
		try {
			StringWriter text = new StringWriter();
			failure.printStackTrace(new PrintWriter(text, true));
			return cut(text.getBuffer());
		}
		catch (RuntimeException | Error ex) {
			return failure.getClass().getName() + " (its stack trace cannot be printed: " + ex + ")";
		}
	}

	private static String cut(CharSequence text) {
		return (text.length() <= MOST_TEXT_CHARS) ? text.toString()
				: text.subSequence(0, MOST_TEXT_CHARS) + "... (cut)";
	}

	/** Waits until everything has been handed to the system. */
	void awaitSent() {
		long end = System.nanoTime() + SENT_WAIT_NANOS;
		while (!this.allSent.getAsBoolean() && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

}
