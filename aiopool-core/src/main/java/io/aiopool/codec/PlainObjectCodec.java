package io.aiopool.codec;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

/**
 * Objects of the class Object itself, which are nothing but their identity. One that a
 * static final field of an object around it holds, such as
 * {@code static final Object UNSET = new Object()}, arrives as what that field holds
 * there. Another in a field is a lock, for which any will do. Elsewhere it is refused, as
 * nobody could recognise it. Thread-safe.
 */
final class PlainObjectCodec extends TypeCodec {

	PlainObjectCodec() {
		super(Identity.LATE);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Field field = constant(out, value);
		out.writeBoolean(field != null);
		if (field != null) {
			out.writeClass(field.getDeclaringClass());
			out.writeName(field.getName());
		}
		else if (!isOwned(out.around(1))) {
			throw PayloadException.unsupported(Object.class,
					"a plain object is nothing but its identity, by which no other process knows it; use a constant of"
							+ " an enum");
		}
	}

	private static boolean isOwned(@Nullable Object holder) {
		return holder != null && (!TypeCodecs.isPlatform(holder.getClass()) || holder.getClass().isHidden());
	}

	private static @Nullable Field constant(ObjectEncoder out, Object value) {
		int level = 1;
		for (Object around = out.around(level); around != null; around = out.around(++level)) {
			for (Field field : ConstantFields.sentinelsOf(around.getClass())) {
				if (Constants.holds(field, value, out.types().resolver())) {
					return field;
				}
			}
		}
		return null;
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		if (!in.readBoolean()) {
			return new Object();
		}
		Class<?> holder = in.readClass();
		String name = in.readName();
		Field field = (name != null) ? ConstantFields.named(ConstantFields.sentinelsOf(holder), holder.getName(), name)
				: null;
		Object value = (field != null && field.trySetAccessible()) ? Constants.read(field) : null;
		// A static field may hold anything, and only its identity is asked for
		if (value == null || value.getClass() != Object.class) {
			throw PayloadException.corrupt(holder.getName() + " has no plain object " + name);
		}
		return value;
	}

}
