package io.aiopool.codec;

import java.util.List;

/**
 * Tells the two natures of unmodifiable lists apart: one of {@code List.of} throws when
 * it is asked for null, one of {@code Stream.toList} answers. Stateless.
 */
final class FixedLists {

	private static final Class<?> SMALL = List.of(1).getClass();

	private static final Class<?> LARGE = List.of(1, 2, 3).getClass();

	private FixedLists() {
	}

	/** Loaded for the first large list. */
	private static final class Large {

		private static final JdkField ALLOW_NULLS = JdkField.of("java.util.ImmutableCollections$ListN", "allowNulls");

	}

	static boolean allowNulls(List<?> list) throws PayloadException {
		Class<?> type = list.getClass();
		if (type == SMALL) {
			return false;
		}
		if (type == LARGE) {
			return Large.ALLOW_NULLS.isTrue(list);
		}
		try {
			boolean unused = list.contains(null);
			return true;
		}
		catch (NullPointerException ex) {
			return false;
		}
	}

}
