package io.aiopool.codec;

import java.lang.invoke.SerializedLambda;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * What can be known of a view without its map or list. Immutable.
 *
 * @param shape what it shows
 * @param flavour how the map behind it finds keys
 * @param fixed whether it refuses changes
 * @param order the order of a sorted map, {@code null} for the natural one
 */
record ViewKind(Shape shape, Flavour flavour, boolean fixed, @Nullable Comparator<?> order) {

	/**
	 * What a view shows. The order is that of the wire.
	 */
	enum Shape {

		LIST, FIXED_SIZE_LIST, COPY_ON_WRITE_LIST, LINKED_LIST, DEQUE, SET, KEYS, VALUES, ENTRIES

	}

	/**
	 * How the map behind a view finds keys. The order is that of the wire.
	 */
	enum Flavour {

		LINKED, IDENTITY, CONCURRENT, SORTED, SKIP_LIST, MAP_OF;

		boolean sorted() {
			return this == SORTED || this == SKIP_LIST;
		}

	}

	static ViewKind of(Collection<?> view) throws PayloadException {
		String name = view.getClass().getName();
		if (view instanceof List<?> list) {
			return new ViewKind(list(list, name), Flavour.LINKED, isFixedList(list, name), null);
		}
		if (view instanceof Deque<?>) {
			return new ViewKind(Shape.DEQUE, Flavour.LINKED, false, null);
		}
		if (name.contains("EntrySet") || name.equals("java.util.ImmutableCollections$MapN$1")) {
			return entries(view, name);
		}
		if (name.startsWith("java.util.AbstractMap$")) {
			Shape shape = (view instanceof Set<?>) ? Shape.KEYS : Shape.VALUES;
			boolean mapOf = refusesNull(view);
			return new ViewKind(shape, mapOf ? Flavour.MAP_OF : Flavour.LINKED, mapOf || refusesRemoval(view), null);
		}
		if (name.contains("KeySet")) {
			Flavour flavour = flavour(name);
			return new ViewKind(Shape.KEYS, flavour, false,
					flavour.sorted() ? ((SortedSet<?>) view).comparator() : null);
		}
		if (view instanceof Set<?>) {
			return new ViewKind(Shape.SET, Flavour.LINKED, refusesRemoval(view), null);
		}
		Flavour flavour = flavour(name);
		return new ViewKind(Shape.VALUES, (flavour == Flavour.SORTED) ? Flavour.LINKED : flavour, false, null);
	}

	private static Flavour flavour(String name) {
		if (name.startsWith("java.util.TreeMap$")) {
			return Flavour.SORTED;
		}
		if (name.startsWith("java.util.concurrent.ConcurrentSkipListMap$")) {
			return Flavour.SKIP_LIST;
		}
		if (name.startsWith("java.util.concurrent.ConcurrentHashMap$") || name.startsWith("java.util.Hashtable$")) {
			// Both throw when they are asked for null
			return Flavour.CONCURRENT;
		}
		return name.startsWith("java.util.IdentityHashMap$") ? Flavour.IDENTITY : Flavour.LINKED;
	}

	private static ViewKind entries(Collection<?> view, String name) throws PayloadException {
		if (name.equals("java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet")) {
			Collection<?> inner = (Collection<?>) Fields.INNER.require(view);
			ViewKind kind = entries(inner, inner.getClass().getName());
			return new ViewKind(kind.shape, kind.flavour, true, kind.order);
		}
		if (name.equals("java.util.ImmutableCollections$MapN$1")) {
			return new ViewKind(Shape.ENTRIES, Flavour.MAP_OF, true, null);
		}
		if (name.equals("java.util.Collections$CheckedMap$CheckedEntrySet")) {
			Collection<?> inner = (Collection<?>) Fields.CHECKED.require(view);
			ViewKind kind = entries(inner, inner.getClass().getName());
			return new ViewKind(kind.shape, kind.flavour, kind.fixed || refusesRemoval(inner), kind.order);
		}
		Flavour flavour = flavour(name);
		if (!flavour.sorted()) {
			// Unlike those of a concurrent map, the entries of a hash table cannot be
			// added to
			return new ViewKind(Shape.ENTRIES, name.startsWith("java.util.Hashtable$") ? Flavour.LINKED : flavour,
					false, null);
		}
		try {
			return new ViewKind(Shape.ENTRIES, flavour, false, keyOrder(view.spliterator().getComparator()));
		}
		catch (IllegalStateException ex) {
			// A part of a map, whose order is seen from nowhere
			return new ViewKind(Shape.ENTRIES, Flavour.LINKED, false, null);
		}
	}

	/**
	 * The order of entries is a lambda that has captured the order of keys, if there is
	 * one.
	 */
	private static @Nullable Comparator<?> keyOrder(@Nullable Comparator<?> entryOrder) throws PayloadException {
		if (entryOrder == null) {
			return null;
		}
		SerializedLambda lambda = LambdaCodec.describe(entryOrder);
		return (lambda.getCapturedArgCount() == 0) ? null : (Comparator<?>) lambda.getCapturedArg(0);
	}

	private static Shape list(List<?> list, String name) throws PayloadException {
		if (name.startsWith("java.util.concurrent.CopyOnWriteArrayList$")) {
			return Shape.COPY_ON_WRITE_LIST;
		}
		if (list instanceof Deque<?>) {
			return Shape.LINKED_LIST;
		}
		if (name.startsWith("java.util.AbstractList$")) {
			return isOfArray(list, name) ? Shape.FIXED_SIZE_LIST : Shape.LIST;
		}
		return Shape.LIST;
	}

	/**
	 * Part of a list whose elements can be replaced, but for which there is no
	 * {@code add}. Where the root of a part is hidden, one with random access is taken
	 * for a part of {@code Arrays.asList}: other lists of the JDK with random access have
	 * views of their own.
	 */
	private static boolean isOfArray(List<?> list, String name) throws PayloadException {
		if (Fields.ROOT.offset() < 0) {
			return name.endsWith("RandomAccessSubList") && !refusesReplacement(list);
		}
		Class<?> root = Fields.ROOT.require(list).getClass();
		return !defines(root, "add", int.class, Object.class) && defines(root, "set", int.class, Object.class);
	}

	private static boolean isFixedList(List<?> list, String name) throws PayloadException {
		if (name.startsWith("java.util.AbstractList$")) {
			return (Fields.ROOT.offset() >= 0) ? isFixed(Fields.ROOT.require(list).getClass())
					: refusesReplacement(list);
		}
		return name.startsWith("java.util.ReverseOrder") && refusesRemoval(list);
	}

	private static boolean isFixed(Class<?> list) {
		return !defines(list, "add", int.class, Object.class) && !defines(list, "set", int.class, Object.class);
	}

	/** Those of {@link AbstractList} itself refuse. */
	private static boolean defines(Class<?> list, String method, Class<?>... parameters) {
		try {
			return list.getMethod(method, parameters).getDeclaringClass() != AbstractList.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	/** An element takes its own place, where there is one. */
	@SuppressWarnings("unchecked")
	private static boolean refusesReplacement(List<?> list) {
		try {
			((List<@Nullable Object>) list).set(0, list.get(0));
			return false;
		}
		catch (UnsupportedOperationException ex) {
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/** No element is removed: there is none yet that the iterator could remove. */
	private static boolean refusesRemoval(Collection<?> view) {
		try {
			Iterator<?> iterator = view.iterator();
			iterator.remove();
			return false;
		}
		catch (UnsupportedOperationException ex) {
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/** As only the views of a {@code Map.of} do. */
	private static boolean refusesNull(Collection<?> view) {
		try {
			boolean unused = view.contains(null);
			return false;
		}
		catch (NullPointerException ex) {
			return refusesRemoval(view);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static final class Fields {

		static final JdkField INNER = JdkField.of("java.util.Collections$UnmodifiableCollection", "c");

		static final JdkField CHECKED = JdkField.of("java.util.Collections$CheckedMap$CheckedEntrySet", "s");

		static final JdkField ROOT = JdkField.of("java.util.AbstractList$SubList", "root");

	}

}
