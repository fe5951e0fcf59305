package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Carries exceptions that were thrown, as opposed to those that are results. Each of a
 * chain is judged by itself, and by a wider rule than a value is: an exception is rebuilt
 * as what it was if the allow-list has its class, or if it is proved of the class, before
 * it is initialised, that none of its code would run. One that cannot be rebuilt is
 * represented by an instance of its nearest ancestor that says something to whoever
 * catches it, or else by a description. Thread-safe.
 */
public final class FailureCodec {

	/** So many exceptions are carried together at most, which bounds depth as well. */
	static final int MOST_FAILURES = 128;

	/** Caught by whoever wants to catch anything, so they say nothing. */
	private static final Set<String> GENERAL = Set.of("java.lang.Throwable", "java.lang.Exception",
			"java.lang.RuntimeException", "java.lang.Error");

	private static final int MAGIC = 0xA7;

	private static final int BRIEF = 16 * 1024;

	/** The classes as they are judged where exceptions are encoded. */
	private final FailureTypes writtenTypes;

	private final FailureTypes readTypes;

	private final TypeTable written;

	private final TypeTable read;

	private final FailureHandles handles;

	private final Description description;

	private final Description note;

	private final SparePool<ObjectEncoder> encoders = new SparePool<>();

	private final SparePool<ObjectDecoder> decoders = new SparePool<>();

	/** Makes what takes the place of an exception, or is added to what does. */
	@FunctionalInterface
	public interface Description {

		/**
		 * Makes it.
		 * @param message says what was thrown, and why it is not here
		 * @param types names of the class of what was thrown, and of the ancestors of
		 * that
		 * @param stackTrace the stack trace of what was thrown, in text
		 * @return the description
		 */
		Throwable create(String message, List<String> types, String stackTrace);

	}

	/**
	 * Where a failure comes from, as descriptions of it say.
	 *
	 * @param what begins the message, such as {@code "task 7 failed with "}
	 * @param stackTrace its stack trace, in text
	 */
	public record Origin(String what, String stackTrace) {
	}

	/** Does something with an encoder. */
	private interface Writing {

		void write(ObjectEncoder out) throws PayloadException;

	}

	/** Gives a decoder what it is to read. */
	private interface Opening {

		void open(ObjectDecoder in) throws PayloadException;

	}

	/** Does something with a decoder. */
	private interface Reading<R> {

		R read(ObjectDecoder in) throws PayloadException;

	}

	/**
	 * Creates a codec.
	 * @param settings as for values
	 * @param description makes what takes the place of an exception that cannot be
	 * rebuilt
	 * @param note makes what is suppressed by an exception that stands for another one
	 */
	public FailureCodec(CodecSettings settings, Description description, Description note) {
		this.handles = new FailureHandles(settings.handles());
		CodecSettings all = settings.withHandles(this.handles);
		this.writtenTypes = new FailureTypes(settings.writeFilter(), settings.classLoader());
		this.readTypes = new FailureTypes(settings.typeFilter(), settings.classLoader());
		this.written = new TypeTable(all, this.writtenTypes, true);
		this.read = new TypeTable(all, this.readTypes, true);
		this.description = description;
		this.note = note;
	}

	/** Whether a class says nothing about what went wrong. */
	static boolean isGeneral(String name) {
		return GENERAL.contains(name);
	}

	/**
	 * Encodes an exception with all that it leads to. Parts that cannot be carried are
	 * described.
	 * @param failure the exception
	 * @return the payload, which is empty if not even a description has room in it
	 */
	public Payload encode(Throwable failure) {
		try {
			FailureWriting writing = new FailureWriting(this.writtenTypes, this::encodeState);
			return encode(this.handles.with(writing, () -> writing.describeAll(failure)));
		}
		catch (PayloadException ex) {
			return encodeBriefly(failure);
		}
	}

	/**
	 * Tells whether an exception may be one that others have too, as its class itself
	 * decides what instance arrives: a constant, most of the time. It had better not be
	 * changed.
	 * @param failure an exception that was decoded
	 * @return {@code true} if so
	 */
	public static boolean isShared(Throwable failure) {
		return TypeCodecs.hook(failure.getClass(), "readResolve") != null;
	}

	private Payload encodeBriefly(Throwable failure) {
		try {
			return encode(List.of(FailureWriting.brief(failure, BRIEF)));
		}
		catch (PayloadException ex) {
			return Payload.NOTHING;
		}
	}

	private Payload encode(List<FailureNode> nodes) throws PayloadException {
		return Payload.of(ByteBuffer.wrap(written((out) -> {
			out.writeByte(MAGIC);
			out.writeCount(nodes.size());
			for (FailureNode node : nodes) {
				node.write(out);
			}
		})));
	}

	private byte[] encodeState(TypeCodec codec, Throwable failure) throws PayloadException {
		return written((out) -> {
			out.writeFixedInt(codec.shape());
			if (codec instanceof ThrowableCodec struct) {
				struct.writeSlots(out, failure);
			}
			else {
				out.writeAs(codec, failure);
			}
		});
	}

	/**
	 * Decodes an exception.
	 * @param payload what {@link #encode} has made
	 * @param sender who has sent it; equal to itself only, and held weakly
	 * @param origin where it comes from
	 * @return the exception, or what stands for it
	 * @throws PayloadException if no peer that keeps to the rules sends such a payload:
	 * of kind {@link Kind#NOT_ALLOWED} if it names a class that is no exception, or one
	 * in the state of an exception that is not allowed
	 */
	public Throwable decode(Payload payload, Object sender, Origin origin) throws PayloadException {
		if (!payload.parts().isEmpty()) {
			throw PayloadException.corrupt("it has parts, which an exception has not");
		}
		int maxBytes = this.read.settings().maxBytes();
		if (payload.size() > maxBytes) {
			throw PayloadWriter.tooLarge(maxBytes);
		}
		FailureReading reading = read((in) -> in.open(payload, maxMemory()),
				(in) -> new FailureReading(readNodes(in), in.memoryLeft(), this.readTypes, sender, origin, this));
		return this.handles.with(reading, () -> reading.get(0));
	}

	private static List<FailureNode> readNodes(ObjectDecoder in) throws PayloadException {
		if ((in.readByte() & 0xff) != MAGIC) {
			throw PayloadException.corrupt("it is no exception");
		}
		int count = in.readCount();
		if (count == 0 || count > MOST_FAILURES) {
			throw PayloadException.corrupt(count + " exceptions at once");
		}
		List<FailureNode> nodes = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			nodes.add(FailureNode.read(in));
		}
		if (in.remaining() != 0) {
			throw PayloadException.corrupt(in.remaining() + " bytes follow the exception");
		}
		return nodes;
	}

	/**
	 * Decodes the state of one exception.
	 * @param target gets the fields; {@code null} if the codec makes the object itself
	 * @param budget what the memory is taken from
	 */
	Object decodeState(TypeCodec codec, byte[] state, @Nullable Throwable target, PayloadReader.Budget budget)
			throws PayloadException {
		return read((in) -> in.open(Payload.of(ByteBuffer.wrap(state)), budget), (in) -> {
			if (in.readFixedInt() != codec.shape()) {
				throw PayloadException
					.corrupt("the class differs between the two processes; run both with the same version of it");
			}
			if (target != null && codec instanceof ThrowableCodec struct) {
				struct.readSlots(in, target);
				return target;
			}
			return in.readAs(codec);
		});
	}

	Throwable describe(String message, List<String> types, String stackTrace) {
		return this.description.create(message, types, stackTrace);
	}

	Throwable note(String message, List<String> types, String stackTrace) {
		return this.note.create(message, types, stackTrace);
	}

	private byte[] written(Writing writing) throws PayloadException {
		ObjectEncoder out = this.encoders.take();
		if (out == null) {
			out = new ObjectEncoder(this.written);
		}
		try {
			writing.write(out);
			out.checkRoom(0);
			byte[] bytes = Arrays.copyOf(out.buffer, out.position);
			if (bytes.length > (1 << 20)) {
				out.detach();
			}
			out.reset();
			this.encoders.give(out);
			return bytes;
		}
		catch (StackOverflowError ex) {
			throw new PayloadException(Kind.TOO_DEEP, "Writing the exception overflows the stack", null, ex);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			throw new PayloadException(Kind.USER_CODE, "Encoding failed with " + PayloadException.describe(ex), null,
					ex);
		}
	}

	long maxMemory() {
		return this.read.settings().maxMemory();
	}

	private <R> R read(Opening opening, Reading<R> reading) throws PayloadException {
		ObjectDecoder in = this.decoders.take();
		if (in == null) {
			in = new ObjectDecoder(this.read);
		}
		try {
			opening.open(in);
			R result = reading.read(in);
			in.complete();
			in.reset();
			this.decoders.give(in);
			return result;
		}
		catch (StackOverflowError ex) {
			throw new PayloadException(Kind.TOO_DEEP, "Reading the exception overflows the stack", null, ex);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new PayloadException(Kind.CORRUPT, "Malformed payload: " + PayloadException.describe(ex), null, ex);
		}
		catch (Error ex) {
			throw new PayloadException(Kind.USER_CODE,
					"A class cannot be used in this process: " + PayloadException.describe(ex), null, ex);
		}
	}

}
