package io.aiopool.codec;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes from an object what an ancestor in the JDK knows of it, whose fields only JDK
 * serialization can reach, and makes an instance of that ancestor of it. Thread-safe.
 */
final class AncestorCodec extends TypeCodec {

	private final Class<?> ancestor;

	private AncestorCodec(Class<?> ancestor) {
		super(Identity.LATE);
		this.ancestor = ancestor;
	}

	/**
	 * Finds how an instance of an exception class is made of one of a subclass,
	 * {@code null} if that cannot be done.
	 */
	static @Nullable TypeCodec of(Class<?> type) {
		if (Modifier.isAbstract(type.getModifiers())) {
			return null;
		}
		TypeCodec codec = TypeCodecs.of(type);
		if (codec instanceof SerializedCodec && TypeCodecs.isPlatform(type)) {
			return new AncestorCodec(type);
		}
		return (codec instanceof ThrowableCodec) ? codec : null;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		SerializedOutput.Ancestor result;
		int maxBytes = out.types().settings().maxBytes();
		try {
			result = SerializedOutput.serializeAs(this.ancestor, value, maxBytes, out.types().resolver());
		}
		catch (SerializedOutput.RefusedException ex) {
			throw ex.refusal;
		}
		catch (SerializedOutput.TooLargeException ex) {
			throw PayloadWriter.tooLarge(maxBytes);
		}
		catch (IOException | RuntimeException ex) {
			throw PayloadException.userCode(value.getClass(), "Serialization", ex);
		}
		List<@Nullable Object> parts = result.parts();
		out.writeCount(parts.size());
		for (Object part : parts) {
			out.write(part);
		}
		out.writeUnsigned(result.texts());
		out.writeUnsigned(result.bytes().length);
		out.writeBytes(result.bytes(), 0, result.bytes().length);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		@Nullable Object[] parts = new Object[in.readCount()];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = in.read();
		}
		int texts = in.readCount();
		byte[] bytes = in.readBytes(in.readLength());
		SerializedInput input = null;
		try {
			input = new SerializedInput(bytes, in, parts);
			for (int i = 0; i < texts; i++) {
				input.readObject();
			}
			return input.readObject();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			PayloadException refusal = (input != null) ? input.refusal() : null;
			throw (refusal != null) ? refusal : PayloadException
				.corrupt("no such " + this.ancestor.getName() + ": " + PayloadException.describe(ex));
		}
	}

}
