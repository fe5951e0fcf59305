package io.aiopool.codec;

import java.lang.reflect.Method;

/**
 * A class with {@code writeReplace}: what the hook returns travels instead, and whatever
 * that resolves to takes the object's place. Thread-safe.
 */
final class ReplacedCodec extends TypeCodec {

	private final Method writeReplace;

	private final TypeCodec plain;

	ReplacedCodec(Method writeReplace, TypeCodec plain) {
		super(Identity.LATE);
		this.writeReplace = writeReplace;
		this.plain = plain;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Object replacement = Hooks.call(this.writeReplace, value);
		boolean same = replacement.getClass() == value.getClass();
		out.writeBoolean(same);
		if (same) {
			this.plain.write(out, replacement);
		}
		else {
			out.write(replacement);
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		if (in.readBoolean()) {
			return this.plain.read(in, id);
		}
		Object replacement = in.read();
		if (replacement == null) {
			throw PayloadException.corrupt("a replacement is missing");
		}
		return replacement;
	}

	@Override
	int shape() {
		return this.plain.shape() + 1;
	}

}
