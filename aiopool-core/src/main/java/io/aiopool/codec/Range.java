package io.aiopool.codec;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

import org.jspecify.annotations.Nullable;

/**
 * The order of a sorted map or set, and what part of a larger one it shows. What lies
 * outside does not travel; the bounds do, so that nothing can be put outside of them on
 * the other side either. Immutable.
 *
 * @param order the order of the whole, {@code null} for the natural one
 * @param flags which bounds there are, and the direction
 * @param low the lower bound, if there is one
 * @param high the upper bound, if there is one
 */
record Range(@Nullable Comparator<Object> order, int flags, @Nullable Object low, @Nullable Object high) {

	private static final int LOW = 1;

	private static final int LOW_INCLUSIVE = 2;

	private static final int HIGH = 4;

	private static final int HIGH_INCLUSIVE = 8;

	private static final int DESCENDING = 16;

	/** A part, though without bounds, as the reverse of the reverse is. */
	private static final int PART = 32;

	private static final int ALL = 63;

	@SuppressWarnings("unchecked")
	private static Range whole(@Nullable Comparator<?> order) {
		return new Range((Comparator<Object>) order, 0, null, null);
	}

	static Range of(SortedMap<?, ?> map) throws PayloadException {
		return switch (map.getClass().getName()) {
			case "java.util.TreeMap$AscendingSubMap" -> TreePart.of(map, 0);
			case "java.util.TreeMap$DescendingSubMap" -> TreePart.of(map, DESCENDING);
			case "java.util.concurrent.ConcurrentSkipListMap$SubMap" -> SkipListPart.of(map);
			default -> whole(map.comparator());
		};
	}

	static Range of(SortedSet<?> set) throws PayloadException {
		if (set.getClass() == TreeSet.class) {
			return ofTree((TreeSet<?>) set);
		}
		if (set.getClass() == ConcurrentSkipListSet.class) {
			return of((SortedMap<?, ?>) SkipListPart.SET.require(set));
		}
		return whole(set.comparator());
	}

	/**
	 * The map inside is hidden where only serializable fields can be read. There the
	 * class of a spliterator says what the set shows.
	 */
	private static Range ofTree(TreeSet<?> set) throws PayloadException {
		if (TreePart.SET.offset() >= 0) {
			return of((SortedMap<?, ?>) TreePart.SET.require(set));
		}
		String spliterator = set.spliterator().getClass().getName();
		if (spliterator.equals("java.util.TreeMap$KeySpliterator")) {
			return whole(set.comparator());
		}
		if (spliterator.equals("java.util.TreeMap$DescendingKeySpliterator")) {
			return part(set.descendingSet().comparator(), DESCENDING, null, null);
		}
		throw PayloadException.unsupported(TreeSet.class,
				"it shows a part of another set, and this JDK does not show its bounds; send new TreeSet<>(set)");
	}

	@SuppressWarnings("unchecked")
	private static Range part(@Nullable Comparator<?> order, int flags, @Nullable Object low, @Nullable Object high) {
		return new Range((Comparator<Object>) order, flags | PART, low, high);
	}

	void write(ObjectEncoder out) throws PayloadException {
		out.writeByte(this.flags);
		out.write(this.order);
		if (has(LOW)) {
			out.write(this.low);
		}
		if (has(HIGH)) {
			out.write(this.high);
		}
	}

	static Range read(ObjectDecoder in) throws PayloadException {
		int flags = in.readByte();
		if ((flags & ~ALL) != 0) {
			throw PayloadException.corrupt("a sorted collection has the flags " + flags);
		}
		Comparator<Object> order = CollectionCodec.readComparator(in);
		Object low = ((flags & LOW) != 0) ? in.read() : null;
		Object high = ((flags & HIGH) != 0) ? in.read() : null;
		return new Range(order, flags, low, high);
	}

	private boolean has(int flag) {
		return (this.flags & flag) != 0;
	}

	/** Returns the part of an empty map that has this order. */
	NavigableMap<Object, Object> in(NavigableMap<Object, Object> whole) throws PayloadException {
		try {
			return !has(PART) ? whole : partOf(whole);
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(whole.getClass(), "Taking a part of an instance", ex);
		}
	}

	@SuppressWarnings("NullAway")
	private NavigableMap<Object, Object> partOf(NavigableMap<Object, Object> whole) {
		NavigableMap<Object, Object> part = whole;
		if (has(LOW) && has(HIGH)) {
			part = whole.subMap(this.low, has(LOW_INCLUSIVE), this.high, has(HIGH_INCLUSIVE));
		}
		else if (has(LOW)) {
			part = whole.tailMap(this.low, has(LOW_INCLUSIVE));
		}
		else if (has(HIGH)) {
			part = whole.headMap(this.high, has(HIGH_INCLUSIVE));
		}
		else if (!has(DESCENDING)) {
			part = whole.descendingMap().descendingMap();
		}
		return has(DESCENDING) ? part.descendingMap() : part;
	}

	/** Returns the part of an empty set that has this order. */
	NavigableSet<Object> in(NavigableSet<Object> whole) throws PayloadException {
		try {
			return !has(PART) ? whole : partOf(whole);
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(whole.getClass(), "Taking a part of an instance", ex);
		}
	}

	@SuppressWarnings("NullAway")
	private NavigableSet<Object> partOf(NavigableSet<Object> whole) {
		NavigableSet<Object> part = whole;
		if (has(LOW) && has(HIGH)) {
			part = whole.subSet(this.low, has(LOW_INCLUSIVE), this.high, has(HIGH_INCLUSIVE));
		}
		else if (has(LOW)) {
			part = whole.tailSet(this.low, has(LOW_INCLUSIVE));
		}
		else if (has(HIGH)) {
			part = whole.headSet(this.high, has(HIGH_INCLUSIVE));
		}
		else if (!has(DESCENDING)) {
			part = whole.descendingSet().descendingSet();
		}
		return has(DESCENDING) ? part.descendingSet() : part;
	}

	/** What a part of a {@link TreeMap} knows. */
	private static final class TreePart {

		private static final String TYPE = "java.util.TreeMap$NavigableSubMap";

		static final JdkField SET = JdkField.of("java.util.TreeSet", "m");

		static final JdkField WHOLE = JdkField.of(TYPE, "m");

		static final JdkField LOW_KEY = JdkField.of(TYPE, "lo");

		static final JdkField HIGH_KEY = JdkField.of(TYPE, "hi");

		static final JdkField FROM_START = JdkField.of(TYPE, "fromStart");

		static final JdkField TO_END = JdkField.of(TYPE, "toEnd");

		static final JdkField LOW_IS_IN = JdkField.of(TYPE, "loInclusive");

		static final JdkField HIGH_IS_IN = JdkField.of(TYPE, "hiInclusive");

		static Range of(Object map, int direction) throws PayloadException {
			int flags = direction | (FROM_START.isTrue(map) ? 0 : LOW) | (LOW_IS_IN.isTrue(map) ? LOW_INCLUSIVE : 0)
					| (TO_END.isTrue(map) ? 0 : HIGH) | (HIGH_IS_IN.isTrue(map) ? HIGH_INCLUSIVE : 0);
			return part(((TreeMap<?, ?>) WHOLE.require(map)).comparator(), flags, LOW_KEY.get(map), HIGH_KEY.get(map));
		}

	}

	/** What a part of a {@link ConcurrentSkipListMap} knows; its keys are never null. */
	private static final class SkipListPart {

		private static final String TYPE = "java.util.concurrent.ConcurrentSkipListMap$SubMap";

		static final JdkField SET = JdkField.of("java.util.concurrent.ConcurrentSkipListSet", "m");

		static final JdkField WHOLE = JdkField.of(TYPE, "m");

		static final JdkField LOW_KEY = JdkField.of(TYPE, "lo");

		static final JdkField HIGH_KEY = JdkField.of(TYPE, "hi");

		static final JdkField LOW_IS_IN = JdkField.of(TYPE, "loInclusive");

		static final JdkField HIGH_IS_IN = JdkField.of(TYPE, "hiInclusive");

		static final JdkField BACKWARDS = JdkField.of(TYPE, "isDescending");

		static Range of(Object map) throws PayloadException {
			Object low = LOW_KEY.get(map);
			Object high = HIGH_KEY.get(map);
			int flags = (BACKWARDS.isTrue(map) ? DESCENDING : 0) | ((low != null) ? LOW : 0)
					| (LOW_IS_IN.isTrue(map) ? LOW_INCLUSIVE : 0) | ((high != null) ? HIGH : 0)
					| (HIGH_IS_IN.isTrue(map) ? HIGH_INCLUSIVE : 0);
			return part(((ConcurrentSkipListMap<?, ?>) WHOLE.require(map)).comparator(), flags, low, high);
		}

	}

}
