package io.aiopool.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.invoke.SerializedLambda;

import io.aiopool.codec.SerializedOutput.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SerializedOutput} wrote, under the same filter and limits as the rest
 * of the payload. Confined to one thread.
 */
final class SerializedInput extends ObjectInputStream implements ObjectInputFilter {

	private final TypeTable types;

	private final @Nullable Object[] parts;

	private final int length;

	private final ObjectDecoder decoder;

	private long charged;

	private @Nullable PayloadException refusal;

	SerializedInput(byte[] bytes, ObjectDecoder decoder, @Nullable Object[] parts) throws IOException {
		super(new ByteArrayInputStream(bytes));
		this.decoder = decoder;
		this.types = decoder.types();
		this.parts = parts;
		this.length = bytes.length;
		enableResolveObject(true);
		setObjectInputFilter(this);
	}

	/** Returns why a class was refused, null if none was. */
	@Nullable PayloadException refusal() {
		return this.refusal;
	}

	@Override
	protected Class<?> resolveClass(ObjectStreamClass description) throws IOException {
		String name = description.getName();
		if (name.equals(Part.class.getName())) {
			return Part.class;
		}
		if (name.equals(SerializedLambda.class.getName())) {
			if (!this.types.settings().decodeLambdas()) {
				throw refuse(new PayloadException(PayloadException.Kind.NOT_ALLOWED, Advice.NO_LAMBDA_BACK.text(), null,
						null));
			}
			return SerializedLambda.class;
		}
		try {
			return this.types.resolver().resolve(name);
		}
		catch (PayloadException ex) {
			throw refuse(ex);
		}
	}

	@Override
	protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
		throw refuse(
				new PayloadException(PayloadException.Kind.NOT_ALLOWED, "A dynamic proxy is not accepted", null, null));
	}

	private IOException refuse(PayloadException reason) {
		this.refusal = reason;
		return new InvalidClassException(reason.getMessage());
	}

	@Override
	protected @Nullable Object resolveObject(Object object) throws IOException {
		if (!(object instanceof Part part)) {
			return object;
		}
		if (part.number < 0 || part.number >= this.parts.length) {
			throw new InvalidClassException("part " + part.number + " is missing");
		}
		return this.parts[part.number];
	}

	/**
	 * Classes were judged before they were resolved; here sizes are, before allocation.
	 */
	@Override
	public Status checkInput(FilterInfo info) {
		boolean fits = info.arrayLength() <= this.length && info.depth() <= this.types.settings().maxDepth()
				&& info.references() <= this.types.settings().maxElements() && charge(info);
		return fits ? Status.UNDECIDED : Status.REJECTED;
	}

	/** Charges for the objects since the last time, and for the array that comes now. */
	private boolean charge(FilterInfo info) {
		try {
			this.decoder.charge(Footprint.SERIALIZED * Math.max(0, info.references() - this.charged));
			this.charged = Math.max(this.charged, info.references());
			Class<?> type = info.serialClass();
			if (type != null && type.isArray() && info.arrayLength() > 0) {
				this.decoder.charge(Footprint.ofArray(type, info.arrayLength()));
			}
			return true;
		}
		catch (PayloadException ex) {
			this.refusal = ex;
			return false;
		}
	}

}
