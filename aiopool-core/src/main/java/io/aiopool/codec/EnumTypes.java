package io.aiopool.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.EnumSet;

import org.jspecify.annotations.Nullable;

/**
 * Finds the enum type of enum sets and maps, which have no accessor for it. Stateless.
 */
final class EnumTypes {

	private EnumTypes() {
	}

	static Class<?> of(EnumMap<?, ?> map) throws PayloadException {
		for (Object key : map.keySet()) {
			return ((Enum<?>) key).getDeclaringClass();
		}
		return ofEmpty(map);
	}

	static <E extends Enum<E>> Class<?> of(EnumSet<E> set) throws PayloadException {
		for (E constant : set) {
			return constant.getDeclaringClass();
		}
		for (E constant : EnumSet.complementOf(set)) {
			return constant.getDeclaringClass();
		}
		throw PayloadException.unsupported(set.getClass(), Advice.NO_ENUM_SET.text());
	}

	/** Serialization of an empty map names the key type, and nothing else does. */
	private static Class<?> ofEmpty(EnumMap<?, ?> map) throws PayloadException {
		try (ClassSpy spy = new ClassSpy()) {
			spy.writeObject(map);
			if (spy.found != null) {
				return spy.found;
			}
		}
		catch (IOException ex) {
			throw PayloadException.userCode(map.getClass(), "Serialization", ex);
		}
		throw PayloadException.unsupported(map.getClass(), "its key type is unknown");
	}

	private static final class ClassSpy extends ObjectOutputStream {

		private @Nullable Class<?> found;

		ClassSpy() throws IOException {
			super(OutputStream.nullOutputStream());
		}

		@Override
		protected void annotateClass(Class<?> type) {
			if (type.isEnum()) {
				this.found = type;
			}
		}

	}

}
