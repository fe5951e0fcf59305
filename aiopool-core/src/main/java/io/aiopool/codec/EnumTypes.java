package io.aiopool.codec;

import java.util.EnumMap;
import java.util.EnumSet;

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
		return (Class<?>) KeyType.FIELD.require(map);
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

	private static final class KeyType {

		static final JdkField FIELD = JdkField.of("java.util.EnumMap", "keyType");

	}

}
