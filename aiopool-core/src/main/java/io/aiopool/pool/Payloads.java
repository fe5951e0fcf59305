package io.aiopool.pool;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
import io.aiopool.payload.Payload;
import io.aiopool.queue.ElementCodec;
import io.aiopool.queue.SharedQueues;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Turns arguments into payloads and payloads into results, on this side of the process
 * boundary. Thread-safe; runs code of users, so never on a thread that serves a worker.
 */
final class Payloads implements ElementCodec {

	private static final Pattern ARGUMENT = Pattern.compile("^\\[(\\d+)](.*)$");

	private final GrowingAllowList allowed = new GrowingAllowList();

	private final Trust trust = new Trust();

	private final ParentHandles handles = new ParentHandles();

	private final PayloadCodec codec;

	private final FailureCodec failures;

	private final int maxPayload;

	Payloads(PayloadSettings settings, ClassLoader classLoader) {
		this.allowed.allowPackages(settings.applicationPackages());
		this.allowed.allowPackages(settings.trustedPackages());
		this.allowed.allowPresets(settings.trustedPresets());
		this.maxPayload = settings.maxPayload();
		CodecSettings codec = CodecSettings.of(classLoader, this.allowed)
			.withWriteFilter(this.allowed.toWorkers())
			.withMaxBytes(settings.maxPayload())
			.withHandles(this.handles);
		this.codec = new PayloadCodec(codec);
		this.failures = new FailureCodec(codec, RemoteTaskException::new, RemoteTypeException::new);
	}

	/** Where queues among arguments are known. */
	void connect(SharedQueues queues) {
		this.handles.connect(queues);
	}

	/** What workers have to be told to trust. */
	Trust trust() {
		return this.trust;
	}

	/** The types of its signature may cross from now on. */
	void expect(Method method) {
		this.allowed.allowClasses(SignatureTypes.of(method));
	}

	/**
	 * Types from where the body of a task is written may cross from now on, and those of
	 * its signature.
	 */
	void expectBody(Object body) {
		String packageName = body.getClass().getPackageName();
		Set<String> classes = SignatureTypes.ofBody(body);
		this.allowed.allowPackages(List.of(packageName));
		this.allowed.allowClasses(classes);
		this.trust.add(packageName, classes);
	}

	/**
	 * Encodes the arguments of a task.
	 * @param name what the task is called where they cannot be encoded
	 * @param streams gets the streams among the arguments, which stay here
	 */
	Payload encodeArguments(Supplier<String> name, Call call, List<Publisher<?>> streams) {
		try {
			return this.handles.collecting(streams, () -> this.codec.pack(call.arguments()));
		}
		catch (PayloadException ex) {
			String task = name.get();
			String what = argument(ex, call);
			if (ex.kind() == PayloadException.Kind.TOO_LARGE) {
				throw new PayloadTooLargeException(Phase.ARG_ENCODE,
						"The arguments of " + task + " are larger than aiopool.max-payload, which is " + this.maxPayload
								+ " bytes. Nothing was sent. Pass less, or raise aiopool.max-payload.",
						ex);
			}
			throw new TaskSerializationException(Phase.ARG_ENCODE,
					"Cannot send " + what + " of " + task + " to a worker: " + ex.getMessage() + ". Nothing was sent.",
					ex);
		}
	}

	/** Encodes a body by itself; {@code null} if that cannot be done. */
	@Nullable Payload encodeBody(Object body) {
		try {
			return this.codec.pack(body);
		}
		catch (PayloadException ex) {
			// It goes along with each task, and fails as an argument does.
			return null;
		}
	}

	@Nullable Object decodeResult(Task task, Payload value) throws TaskSerializationException {
		if (value.isEmpty()) {
			return null;
		}
		try {
			return this.codec.unpack(value);
		}
		catch (PayloadException ex) {
			String message = task + " has run, but its result cannot be read here: " + ex.getMessage();
			throw (ex.kind() == PayloadException.Kind.TOO_LARGE)
					? new PayloadTooLargeException(Phase.RESULT_DECODE, message, ex)
					: new TaskSerializationException(Phase.RESULT_DECODE, message, ex);
		}
	}

	@Override
	public Payload encode(Object element) {
		try {
			return this.codec.pack(element);
		}
		catch (PayloadException ex) {
			String message = "An element of a queue cannot be sent, and was not put: " + ex.getMessage();
			throw (ex.kind() == PayloadException.Kind.TOO_LARGE)
					? new PayloadTooLargeException(Phase.ARG_ENCODE, message, ex)
					: new TaskSerializationException(Phase.ARG_ENCODE, message, ex);
		}
	}

	@Override
	public Object decode(Payload element) {
		try {
			return Objects.requireNonNull(this.codec.unpack(element), "element");
		}
		catch (PayloadException ex) {
			throw new TaskSerializationException(Phase.ARG_DECODE,
					"An element of a queue has been taken, but cannot be read here: " + ex.getMessage(), ex);
		}
	}

	/** Encodes an item of a stream that is an argument. */
	Payload encodeItem(Object item) throws PayloadException {
		return this.codec.pack(item);
	}

	/** Describes a failure, with the exception itself if that can be carried. */
	ParentMessage.Failure describe(Throwable failure) {
		try {
			StringWriter stackTrace = new StringWriter();
			failure.printStackTrace(new PrintWriter(stackTrace, true));
			return new ParentMessage.Failure(failure.getClass().getName(), failure.getMessage(), stackTrace.toString(),
					this.failures.encode(failure));
		}
		catch (RuntimeException | Error ex) {
			// An exception is code of users too, and this one cannot even say its
			// message.
			return indescribable(failure);
		}
	}

	/** Of which there is nothing to be had but its class. */
	static ParentMessage.Failure indescribable(Throwable failure) {
		return new ParentMessage.Failure(failure.getClass().getName(), "it cannot be described", "", Payload.NOTHING);
	}

	/**
	 * The exception that a worker sent along, or what stands for it; {@code null} if none
	 * came along.
	 * @param sender the worker
	 * @param origin where it comes from
	 */
	@Nullable Throwable decodeException(Payload exception, Object sender, FailureCodec.Origin origin) throws PayloadException {
		return exception.isEmpty() ? null : this.failures.decode(exception, sender, origin);
	}

	private static String argument(PayloadException failure, Call call) {
		Matcher matcher = ARGUMENT.matcher(failure.path());
		return matcher.matches() ? call.describe(Integer.parseInt(matcher.group(1))) : "the arguments";
	}

}
