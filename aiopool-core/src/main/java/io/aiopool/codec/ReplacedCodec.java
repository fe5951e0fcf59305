package io.aiopool.codec;

import java.lang.reflect.Method;

/**
 * A class with {@code writeReplace}: what the hook returns travels instead, and what that
 * resolves to takes the object's place. It has to be of the object's class, or another
 * object would arrive without anybody knowing; only the well-known libraries may put one
 * of their own classes in the place of another. Thread-safe.
 */
final class ReplacedCodec extends TypeCodec {

	private final Class<?> type;

	private final Method writeReplace;

	private final TypeCodec plain;

	ReplacedCodec(Class<?> type, Method writeReplace, TypeCodec plain) {
		super(Identity.LATE);
		this.type = type;
		this.writeReplace = writeReplace;
		this.plain = plain;
	}

	/** What instances are written with that nothing replaces. */
	TypeCodec plain() {
		return this.plain;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Object replacement = Hooks.call(this.writeReplace, value);
		boolean same = replacement.getClass() == value.getClass();
		out.writeBoolean(same);
		if (same) {
			this.plain.write(out, replacement);
			return;
		}
		if (TypeCodecs.hook(replacement.getClass(), "readResolve") == null) {
			checkResult(replacement.getClass());
		}
		out.write(replacement);
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
		checkResult(replacement.getClass());
		return replacement;
	}

	private void checkResult(Class<?> result) throws PayloadException {
		if (result != this.type && !Preset.holdsBoth(this.type.getName(), result.getName())) {
			boolean own = !Preset.isOfLibrary(this.writeReplace.getDeclaringClass().getName());
			throw PayloadException.unsupported(this.type,
					"its writeReplace puts another object in its place, which arrives as " + result.getName()
							+ "; send what it stands for"
							+ (own ? ", or let readResolve return a " + this.type.getTypeName() : ""));
		}
	}

	@Override
	int shape() {
		return this.plain.shape() + 1;
	}

}
