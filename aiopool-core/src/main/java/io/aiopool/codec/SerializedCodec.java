package io.aiopool.codec;

import java.io.IOException;
import java.io.InvalidClassException;
import java.lang.invoke.SerializedLambda;
import java.util.Calendar;
import java.util.List;

import io.aiopool.codec.PayloadException.Kind;

import org.jspecify.annotations.Nullable;

/**
 * Objects that only JDK serialization can take apart: Serializable classes of the JDK
 * whose fields are out of reach, and user classes with readObject, writeObject or
 * Externalizable. What such an object refers to travels in our own format as far as
 * possible, so that it need not be Serializable. Thread-safe.
 */
final class SerializedCodec extends TypeCodec {

	private final Class<?> type;

	SerializedCodec(Class<?> type) {
		super(Identity.LATE);
		this.type = type;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		if (value instanceof Calendar calendar) {
			verify(calendar);
		}
		SerializedOutput.Result result;
		try {
			result = SerializedOutput.serialize(value, out.types().settings().maxBytes(),
					out.types().checksSerialized() ? out.types().resolver() : null);
		}
		catch (SerializedOutput.RefusedException ex) {
			throw ex.refusal;
		}
		catch (SerializedOutput.TooLargeException ex) {
			throw PayloadWriter.tooLarge(out.types().settings().maxBytes());
		}
		catch (IOException | RuntimeException ex) {
			throw PayloadException.userCode(this.type, "Serialization", ex);
		}
		List<Object> parts = result.parts();
		out.writeCount(parts.size());
		for (Object part : parts) {
			try {
				out.write(part);
			}
			catch (PayloadException ex) {
				throw ex.within(".<" + part.getClass().getSimpleName() + ">");
			}
		}
		out.writeUnsigned(result.length());
		out.writeBytes(result.bytes(), 0, result.length());
	}

	/** Serialization would take a strict calendar with a wrong date for another date. */
	private static void verify(Calendar calendar) throws PayloadException {
		try {
			calendar.getTimeInMillis();
		}
		catch (IllegalArgumentException ex) {
			throw PayloadException.unsupported(calendar.getClass(), "it is not lenient, and its fields are no date ("
					+ PayloadException.describe(ex) + "); set a date that exists, or make it lenient");
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		@Nullable Object[] parts = new Object[in.readCount()];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = in.read();
		}
		Object value = deserialize(in, in.readBytes(in.readLength()), parts);
		if (value == null) {
			throw PayloadException.corrupt("an object of " + this.type.getName() + " is missing");
		}
		if (value.getClass() != this.type) {
			in.types().binding(value.getClass()).check();
		}
		return value;
	}

	private Object deserialize(ObjectDecoder in, byte[] bytes, @Nullable Object[] parts) throws PayloadException {
		SerializedInput input = null;
		try {
			input = new SerializedInput(bytes, in, parts);
			return input.readObject();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			PayloadException refusal = (input != null) ? input.refusal() : null;
			if (refusal != null) {
				throw refusal;
			}
			if (TypeCodecs.isPlatform(this.type) || ex instanceof InvalidClassException) {
				throw new PayloadException(Kind.CORRUPT,
						"Malformed payload: no such " + this.type.getName() + ": " + PayloadException.describe(ex),
						this.type.getName(), ex);
			}
			throw PayloadException.userCode(this.type, "Deserialization", ex);
		}
	}

	/**
	 * Rebuilds a lambda of the JDK, which only serialization itself may.
	 * @param lambda the description, with numbered {@link SerializedOutput.Part}s
	 * captured
	 */
	static Object resolve(ObjectDecoder in, SerializedLambda lambda, @Nullable Object[] captured)
			throws PayloadException {
		try {
			byte[] bytes = SerializedOutput.serialize(lambda, Integer.MAX_VALUE, null).bytes();
			return new SerializedInput(bytes, in, captured).readObject();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			throw new PayloadException(Kind.CORRUPT, "Malformed payload: no such lambda: " + ex,
					lambda.getCapturingClass().replace('/', '.'), ex);
		}
	}

}
