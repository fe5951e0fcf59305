package io.aiopool.codec;

import org.jspecify.annotations.Nullable;

/**
 * Constants of one enum, by position; the names are part of the shape, so that both sides
 * agree. Thread-safe.
 */
final class EnumCodec extends TypeCodec {

	private final Class<?> type;

	private volatile Object @Nullable [] constants;

	EnumCodec(Class<?> type) {
		super(Identity.NONE);
		this.type = type;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		out.writeUnsigned(((Enum<?>) value).ordinal());
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return constant(constants(), in.readLength(), this.type);
	}

	static Object constant(Object[] constants, int ordinal, Class<?> type) throws PayloadException {
		if (ordinal >= constants.length) {
			throw PayloadException.corrupt(type.getName() + " has no constant " + ordinal);
		}
		return constants[ordinal];
	}

	@Override
	int shape() {
		int hash = constants().length;
		for (Object constant : constants()) {
			hash = hash * 31 + ((Enum<?>) constant).name().hashCode();
		}
		return hash;
	}

	/** Initialises the enum, so it is asked for only once the filter has allowed it. */
	private Object[] constants() {
		Object[] known = this.constants;
		if (known == null) {
			known = this.type.getEnumConstants();
			this.constants = known;
		}
		return known;
	}

}
