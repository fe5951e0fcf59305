package io.aiopool.spring.inline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

import io.aiopool.Invocation;
import io.aiopool.PayloadSettings;
import io.aiopool.PayloadTooLargeException;
import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.SignatureTypes;
import io.aiopool.codec.TypeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes values as if there were a process boundary between a task and its
 * caller: with the same codec, limits and allow-list as a worker and its parent.
 * Thread-safe.
 */
final class SerializingCrossing implements Crossing {

	private final GrowingAllowList allowed = new GrowingAllowList();

	private final InlineStreams streams = new InlineStreams(this::item, this::failureOfStream);

	private final PayloadCodec caller;

	private final PayloadCodec task;

	/** For what tasks throw. */
	private final FailureCodec failures;

	/** For what streams among their arguments end with. */
	private final FailureCodec failuresOfStreams;

	SerializingCrossing(PayloadSettings settings, ClassLoader classLoader) {
		this.allowed.allowPackages(settings.applicationPackages());
		this.allowed.allowPackages(settings.trustedPackages());
		this.allowed.allowPresets(settings.trustedPresets());
		this.caller = new PayloadCodec(CodecSettings.of(classLoader, this.allowed)
			.withWriteFilter(this.allowed.toWorkers())
			.withMaxBytes(settings.maxPayload())
			.withHandles(this.streams));
		// Bodies come as lambdas, and only to tasks.
		CodecSettings task = CodecSettings.of(classLoader, this.allowed.toWorkers())
			.withWriteFilter(this.allowed)
			.withMaxBytes(settings.maxPayload())
			.withHandles(this.streams)
			.withDecodeLambdas(true);
		this.task = new PayloadCodec(task);
		this.failures = failures(task.withDecodeLambdas(false), this.allowed);
		this.failuresOfStreams = failures(task, this.allowed.toWorkers());
	}

	/** Each goes one way, so that one list is for both ends. */
	private static FailureCodec failures(CodecSettings settings, TypeFilter allowed) {
		return new FailureCodec(settings.withTypeFilter(allowed).withWriteFilter(allowed), RemoteTaskException::new,
				RemoteTypeException::new);
	}

	@Override
	public Parcel send(String task, @Nullable Invocation invocation, @Nullable Object[] values) {
		if (invocation != null) {
			this.allowed.allowClasses(SignatureTypes.of(invocation.method()));
		}
		else {
			Object body = Objects.requireNonNull(values[0], "body");
			this.allowed.allowPackages(List.of(body.getClass().getPackageName()));
			this.allowed.allowClasses(SignatureTypes.ofBody(body));
		}
		InlineStreams.Sent sent = this.streams.collect(task);
		ByteBuffer encoded;
		try (sent) {
			encoded = this.caller.encode(values);
		}
		catch (PayloadException ex) {
			throw failure(Phase.ARG_ENCODE, task + " has not run: its arguments cannot be sent: ", ex);
		}
		return () -> open(task, sent, encoded);
	}

	private @Nullable Object[] open(String task, InlineStreams.Sent sent, ByteBuffer encoded) {
		try (InlineStreams.Sent open = sent.open()) {
			return (Object[]) Objects.requireNonNull(this.task.decode(encoded), "arguments");
		}
		catch (PayloadException ex) {
			throw failure(Phase.ARG_DECODE, task + " has not run: its arguments cannot be read: ", ex);
		}
	}

	/** Brings an item of a stream among the arguments into the task. */
	private Object item(String task, Object item) {
		String what = "An item of a stream among the arguments of " + task + " cannot be ";
		ByteBuffer encoded;
		try {
			encoded = this.caller.encode(item);
		}
		catch (PayloadException ex) {
			throw failure(Phase.ARG_ENCODE, what + "sent: ", ex);
		}
		try {
			return Objects.requireNonNull(this.task.decode(encoded), "item");
		}
		catch (PayloadException ex) {
			throw failure(Phase.ARG_DECODE, what + "read: ", ex);
		}
	}

	@Override
	public @Nullable Object answer(String task, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		ByteBuffer encoded;
		try {
			encoded = this.task.encode(value);
		}
		catch (PayloadException ex) {
			throw failure(Phase.RESULT_ENCODE, task + " has run, but its result cannot be sent back: ", ex);
		}
		try {
			return this.caller.decode(encoded);
		}
		catch (PayloadException ex) {
			throw failure(Phase.RESULT_DECODE, task + " has run, but its result cannot be read: ", ex);
		}
	}

	@Override
	public Throwable fail(String task, Throwable failure) {
		if (failure instanceof TaskSerializationException) {
			return failure;
		}
		return carried(this.failures, task + " failed with ", failure);
	}

	private Throwable failureOfStream(String task, Throwable failure) {
		return carried(this.failuresOfStreams, "A stream among the arguments of " + task + " failed with ", failure);
	}

	private Throwable carried(FailureCodec codec, String what, Throwable failure) {
		String stackTrace = stackTrace(failure);
		try {
			return codec.decode(codec.encode(failure), this, new FailureCodec.Origin(what, stackTrace));
		}
		catch (PayloadException | RuntimeException ex) {
			// It travels as text.
		}
		return new RemoteTaskException(what + failure.getClass().getName()
				+ " (the exception itself could not be carried). Stack trace:\n" + stackTrace,
				failure.getClass().getName(), stackTrace);
	}

	/** Exceptions are code of users, which may fail itself. */
	private static String stackTrace(Throwable failure) {
		try {
			StringWriter text = new StringWriter();
			failure.printStackTrace(new PrintWriter(text, true));
			return text.toString();
		}
		catch (RuntimeException | Error ex) {
			return failure.getClass().getName() + " (its stack trace cannot be printed: " + ex + ")";
		}
	}

	private static TaskSerializationException failure(Phase phase, String what, PayloadException cause) {
		String message = what + cause.getMessage();
		return (cause.kind() == PayloadException.Kind.TOO_LARGE)
				? new PayloadTooLargeException(phase, message + ".", cause)
				: new TaskSerializationException(phase, message, cause);
	}

}
