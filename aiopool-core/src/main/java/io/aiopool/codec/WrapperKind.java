package io.aiopool.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * The faces that {@link Collections} and {@link Arrays} put on another object, which
 * keeps the elements. The name of a kind is that of its class without a version of the
 * JDK in it, so that both sides may run different ones; the order is that of the wire.
 */
enum WrapperKind {

	UNMODIFIABLE_COLLECTION, UNMODIFIABLE_SEQUENCED_COLLECTION, UNMODIFIABLE_LIST, UNMODIFIABLE_SET,
	UNMODIFIABLE_SEQUENCED_SET, UNMODIFIABLE_SORTED_SET, UNMODIFIABLE_NAVIGABLE_SET, UNMODIFIABLE_MAP,
	UNMODIFIABLE_SEQUENCED_MAP, UNMODIFIABLE_SORTED_MAP, UNMODIFIABLE_NAVIGABLE_MAP,

	SYNCHRONIZED_COLLECTION, SYNCHRONIZED_LIST, SYNCHRONIZED_SET, SYNCHRONIZED_SORTED_SET, SYNCHRONIZED_NAVIGABLE_SET,
	SYNCHRONIZED_MAP, SYNCHRONIZED_SORTED_MAP, SYNCHRONIZED_NAVIGABLE_MAP,

	CHECKED_COLLECTION, CHECKED_LIST, CHECKED_SET, CHECKED_SORTED_SET, CHECKED_NAVIGABLE_SET, CHECKED_QUEUE,
	CHECKED_MAP, CHECKED_SORTED_MAP, CHECKED_NAVIGABLE_MAP,

	SET_FROM_MAP, SEQUENCED_SET_FROM_MAP, AS_LIFO_QUEUE, AS_LIST,

	/** An empty constant, which wraps nothing. */
	EMPTY_NAVIGABLE_SET,

	/** An empty constant, which wraps nothing. */
	EMPTY_NAVIGABLE_MAP;

	private static final WrapperKind[] VALUES = values();

	private static final Map<String, WrapperKind> BY_CLASS = byClass();

	private static final String PREFIX = "java.util.Collections$";

	private static final ClassValue<@Nullable WrapperKind> KINDS = new ClassValue<>() {

		@Override
		protected @Nullable WrapperKind computeValue(Class<?> type) {
			return named(type.getName());
		}

	};

	private @Nullable JdkField inner;

	private static Map<String, WrapperKind> byClass() {
		Map<String, WrapperKind> kinds = new HashMap<>();
		for (WrapperKind kind : VALUES) {
			kinds.put(kind.name().replace("_", "").toLowerCase(Locale.ROOT), kind);
		}
		return kinds;
	}

	private static @Nullable WrapperKind named(String name) {
		if (name.equals("java.util.Arrays$ArrayList")) {
			return AS_LIST;
		}
		String simple = name.substring(name.lastIndexOf('$') + 1).replace("RandomAccess", "");
		return name.startsWith(PREFIX) ? BY_CLASS.get(simple.toLowerCase(Locale.ROOT)) : null;
	}

	static WrapperKind of(Class<?> type) throws PayloadException {
		WrapperKind kind = KINDS.get(type);
		if (kind == null) {
			throw PayloadException.unsupported(type,
					"it is a wrapper that aiopool does not know; send the collection inside");
		}
		return kind;
	}

	static WrapperKind of(int number) throws PayloadException {
		if (number < 0 || number >= VALUES.length) {
			throw PayloadException.corrupt("no wrapper has the number " + number);
		}
		return VALUES[number];
	}

	boolean isConstant() {
		return this == EMPTY_NAVIGABLE_SET || this == EMPTY_NAVIGABLE_MAP;
	}

	boolean isMap() {
		return name().endsWith("_MAP") && this != SET_FROM_MAP && this != SEQUENCED_SET_FROM_MAP;
	}

	boolean isSynchronized() {
		return this.compareTo(SYNCHRONIZED_COLLECTION) >= 0 && this.compareTo(SYNCHRONIZED_NAVIGABLE_MAP) <= 0;
	}

	/** The number of element classes that the wrapper checks. */
	int checks() {
		if (this.compareTo(CHECKED_COLLECTION) < 0 || this.compareTo(CHECKED_NAVIGABLE_MAP) > 0) {
			return 0;
		}
		return isMap() ? 2 : 1;
	}

	/** Returns what the wrapper wraps. */
	Object inner(Object wrapper) throws PayloadException {
		JdkField field = this.inner;
		if (field == null) {
			field = innerField();
			this.inner = field;
		}
		return field.require(wrapper);
	}

	private JdkField innerField() {
		return switch (this) {
			case AS_LIST -> JdkField.of("java.util.Arrays$ArrayList", "a");
			case AS_LIFO_QUEUE -> JdkField.of(PREFIX + "AsLIFOQueue", "q");
			case SET_FROM_MAP, SEQUENCED_SET_FROM_MAP -> JdkField.of(PREFIX + "SetFromMap", "m");
			default -> {
				String family = name().substring(0, name().indexOf('_'));
				String declaring = family.charAt(0) + family.substring(1).toLowerCase(Locale.ROOT);
				yield isMap() ? JdkField.of(PREFIX + declaring + "Map", "m")
						: JdkField.of(PREFIX + declaring + "Collection", "c");
			}
		};
	}

	/**
	 * Puts the face on.
	 * @throws ClassCastException if the inner object is of another kind
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	Object wrap(Object inner, Class<?>[] types) throws PayloadException {
		return switch (this) {
			case UNMODIFIABLE_COLLECTION -> Collections.unmodifiableCollection((Collection) inner);
			case UNMODIFIABLE_LIST -> Collections.unmodifiableList((List) inner);
			case UNMODIFIABLE_SET -> Collections.unmodifiableSet((Set) inner);
			case UNMODIFIABLE_SORTED_SET -> Collections.unmodifiableSortedSet((SortedSet) inner);
			case UNMODIFIABLE_NAVIGABLE_SET -> Collections.unmodifiableNavigableSet((NavigableSet) inner);
			case UNMODIFIABLE_MAP -> Collections.unmodifiableMap((Map) inner);
			case UNMODIFIABLE_SORTED_MAP -> Collections.unmodifiableSortedMap((SortedMap) inner);
			case UNMODIFIABLE_NAVIGABLE_MAP -> Collections.unmodifiableNavigableMap((NavigableMap) inner);
			case UNMODIFIABLE_SEQUENCED_COLLECTION ->
				SequencedFaces.put("unmodifiableSequencedCollection", inner, UNMODIFIABLE_COLLECTION);
			case UNMODIFIABLE_SEQUENCED_SET -> SequencedFaces.put("unmodifiableSequencedSet", inner, UNMODIFIABLE_SET);
			case UNMODIFIABLE_SEQUENCED_MAP -> SequencedFaces.put("unmodifiableSequencedMap", inner, UNMODIFIABLE_MAP);
			case SYNCHRONIZED_COLLECTION -> Collections.synchronizedCollection((Collection) inner);
			case SYNCHRONIZED_LIST -> Collections.synchronizedList((List) inner);
			case SYNCHRONIZED_SET -> Collections.synchronizedSet((Set) inner);
			case SYNCHRONIZED_SORTED_SET -> Collections.synchronizedSortedSet((SortedSet) inner);
			case SYNCHRONIZED_NAVIGABLE_SET -> Collections.synchronizedNavigableSet((NavigableSet) inner);
			case SYNCHRONIZED_MAP -> Collections.synchronizedMap((Map) inner);
			case SYNCHRONIZED_SORTED_MAP -> Collections.synchronizedSortedMap((SortedMap) inner);
			case SYNCHRONIZED_NAVIGABLE_MAP -> Collections.synchronizedNavigableMap((NavigableMap) inner);
			case CHECKED_COLLECTION -> Collections.checkedCollection((Collection) inner, (Class) types[0]);
			case CHECKED_LIST -> Collections.checkedList((List) inner, (Class) types[0]);
			case CHECKED_SET -> Collections.checkedSet((Set) inner, (Class) types[0]);
			case CHECKED_SORTED_SET -> Collections.checkedSortedSet((SortedSet) inner, (Class) types[0]);
			case CHECKED_NAVIGABLE_SET -> Collections.checkedNavigableSet((NavigableSet) inner, (Class) types[0]);
			case CHECKED_QUEUE -> Collections.checkedQueue((Queue) inner, (Class) types[0]);
			case CHECKED_MAP -> Collections.checkedMap((Map) inner, (Class) types[0], (Class) types[1]);
			case CHECKED_SORTED_MAP -> Collections.checkedSortedMap((SortedMap) inner, (Class) types[0], types[1]);
			case CHECKED_NAVIGABLE_MAP ->
				Collections.checkedNavigableMap((NavigableMap) inner, (Class) types[0], types[1]);
			case SET_FROM_MAP -> SetFaces.of((Map) inner);
			case SEQUENCED_SET_FROM_MAP -> SetFaces.sequenced((Map) inner);
			case AS_LIFO_QUEUE -> Collections.asLifoQueue((Deque) inner);
			case AS_LIST -> Arrays.asList((@Nullable Object[]) inner);
			case EMPTY_NAVIGABLE_SET -> Collections.emptyNavigableSet();
			case EMPTY_NAVIGABLE_MAP -> Collections.emptyNavigableMap();
		};
	}

}
