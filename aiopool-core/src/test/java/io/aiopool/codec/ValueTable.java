package io.aiopool.codec;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.security.CryptoPrimitive;
import java.sql.ClientInfoStatus;
import java.sql.JDBCType;
import java.sql.PseudoColumnUsage;
import java.sql.RowIdLifetime;
import java.text.ChoiceFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.util.AbstractList;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.codec.Samples.Colour;
import org.junit.jupiter.api.Assumptions;

/**
 * Values and what they do: a probe asks and changes a value, and says what happened. What
 * it says of the original and of a copy must be the same, wherever the copy is.
 */
public final class ValueTable {

	private static final Map<String, Case> CASES = new LinkedHashMap<>();

	/** Values that travel from the application to its workers only: they hold lambdas. */
	private static final Map<String, Case> ONE_WAY = new LinkedHashMap<>();

	private ValueTable() {
	}

	/**
	 * One kind of value.
	 *
	 * @param name what it is
	 * @param value makes one
	 * @param probe says what one does
	 */
	public record Case(String name, Callable<?> value, Probe probe) {

		/** Makes a value. */
		public Object make() {
			try {
				return this.value.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		/** Says what a value does. It may change by that. */
		public String examine(Object value) {
			try {
				return String.valueOf(this.probe.examine(value));
			}
			catch (Exception | AssertionError ex) {
				return "The probe failed: " + ex;
			}
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * Asks and changes a value.
	 */
	public interface Probe {

		Object examine(Object value) throws Exception;

	}

	/** What a JDK does not show is refused on it, which is as it should be. */
	public static void assumeShown(Throwable refusal) {
		Assumptions.assumeFalse(String.valueOf(refusal.getMessage()).contains("this JDK does not show"),
				refusal.getMessage());
	}

	/** All cases. */
	public static Stream<Case> cases() {
		return CASES.values().stream();
	}

	/** Cases of values that come back from no worker. */
	public static Stream<Case> oneWay() {
		return ONE_WAY.values().stream();
	}

	/** The case with this name. */
	public static Case named(String name) {
		return CASES.getOrDefault(name, ONE_WAY.get(name));
	}

	static <T> void add(String name, Callable<T> value, TypedProbe<T> probe) {
		addTo(CASES, name, value, probe);
	}

	@SuppressWarnings("unchecked")
	private static <T> void addTo(Map<String, Case> cases, String name, Callable<T> value, TypedProbe<T> probe) {
		if (cases.put(name, new Case(name, value, (any) -> probe.examine((T) any))) != null) {
			throw new IllegalStateException("two cases are called " + name);
		}
	}

	interface TypedProbe<T> {

		Object examine(T value) throws Exception;

	}

	/** Whether an action is refused, and by which exception. */
	private static String attempt(Callable<?> action) {
		try {
			return String.valueOf(action.call());
		}
		catch (Exception ex) {
			return ex.getClass().getSimpleName();
		}
	}

	private static String attemptTo(Runnable action) {
		return attempt(() -> {
			action.run();
			return "done";
		});
	}

	static {
		wrappers();
		connections();
		mapViews();
		listViews();
		parts();
		enums();
		collections();
		buffers();
		texts();
		times();
		numbers();
		cells();
		graphics();
		oneWayOnly();
		ExtendingValues.add();
	}

	private static TreeMap<String, Integer> caseless() {
		TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		map.put("Charset", 1);
		map.put("Accept", 2);
		return map;
	}

	private static TreeSet<String> caselessSet() {
		TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of("ROLE_USER", "ROLE_ADMIN"));
		return set;
	}

	private static Object map(Map<String, Integer> map) {
		return List.of(attempt(() -> map.get("CHARSET")), attempt(() -> ((Map) map).get(7)), map.entrySet().toString(),
				attempt(() -> map.put("new", 3)), attempt(() -> map.remove("Accept")), new ArrayList<>(map.keySet()),
				attempt(() -> map.keySet().add("x")), map.getClass().getName(), map instanceof SortedMap,
				attempt(() -> ((Map) map).put(5, "wrong")));
	}

	private static Object set(Collection<String> set) {
		return List.of(set.contains("role_admin"), attempt(() -> set.contains(null)), new ArrayList<>(set),
				attempt(() -> set.add("new")), attempt(() -> set.add("role_USER")),
				attempt(() -> set.remove("ROLE_USER")), attemptTo(() -> set.removeIf("new"::equals)),
				set.getClass().getName(), new ArrayList<>(set), attempt(() -> ((Collection) set).add(5)));
	}

	private static void wrappers() {
		add("unmodifiableMap", () -> Collections.unmodifiableMap(caseless()), ValueTable::map);
		add("unmodifiableSortedMap", () -> Collections.unmodifiableSortedMap(caseless()), ValueTable::map);
		add("unmodifiableNavigableMap", () -> Collections.unmodifiableNavigableMap(caseless()), ValueTable::map);
		add("synchronizedMap", () -> Collections.synchronizedMap(caseless()), ValueTable::map);
		add("synchronizedSortedMap", () -> Collections.synchronizedSortedMap(caseless()), ValueTable::map);
		add("synchronizedNavigableMap", () -> Collections.synchronizedNavigableMap(caseless()), ValueTable::map);
		add("checkedMap", () -> Collections.checkedMap(caseless(), String.class, Integer.class), ValueTable::map);
		add("checkedSortedMap", () -> Collections.checkedSortedMap(caseless(), String.class, Integer.class),
				ValueTable::map);
		add("checkedNavigableMap", () -> Collections.checkedNavigableMap(caseless(), String.class, Integer.class),
				ValueTable::map);
		add("emptyNavigableMap", () -> Collections.<String, Integer>emptyNavigableMap(), ValueTable::map);
		add("emptySortedMap", () -> Collections.<String, Integer>emptySortedMap(),
				(map) -> map == Collections.<String, Integer>emptySortedMap());
		add("unmodifiableSet", () -> Collections.unmodifiableSet(caselessSet()), ValueTable::set);
		add("unmodifiableCollection", () -> Collections.unmodifiableCollection(caselessSet()), ValueTable::set);
		add("unmodifiableSortedSet", () -> Collections.unmodifiableSortedSet(caselessSet()), ValueTable::set);
		add("unmodifiableNavigableSet", () -> Collections.unmodifiableNavigableSet(caselessSet()), ValueTable::set);
		add("synchronizedSet", () -> Collections.synchronizedSet(caselessSet()), ValueTable::set);
		add("synchronizedCollection", () -> Collections.synchronizedCollection(caselessSet()), ValueTable::set);
		add("synchronizedSortedSet", () -> Collections.synchronizedSortedSet(caselessSet()), ValueTable::set);
		add("synchronizedNavigableSet", () -> Collections.synchronizedNavigableSet(caselessSet()), ValueTable::set);
		add("checkedSet", () -> Collections.checkedSet(caselessSet(), String.class), ValueTable::set);
		add("checkedCollection", () -> Collections.checkedCollection(caselessSet(), String.class), ValueTable::set);
		add("checkedSortedSet", () -> Collections.checkedSortedSet(caselessSet(), String.class), ValueTable::set);
		add("checkedNavigableSet", () -> Collections.checkedNavigableSet(caselessSet(), String.class), ValueTable::set);
		add("emptyNavigableSet", () -> Collections.<String>emptyNavigableSet(), ValueTable::set);
		add("emptySortedSet", () -> Collections.<String>emptySortedSet(),
				(set) -> set == Collections.<String>emptySortedSet());
		add("unmodifiableList", () -> Collections.unmodifiableList(new LinkedList<>(List.of("a", "b"))),
				ValueTable::set);
		add("unmodifiableList with random access", () -> Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
				ValueTable::set);
		add("synchronizedList", () -> Collections.synchronizedList(new LinkedList<>(List.of("a"))), ValueTable::set);
		add("synchronizedList with random access", () -> Collections.synchronizedList(new ArrayList<>(List.of("a"))),
				ValueTable::set);
		add("checkedList", () -> Collections.checkedList(new LinkedList<>(List.of("a")), String.class),
				ValueTable::set);
		add("checkedList with random access",
				() -> Collections.checkedList(new ArrayList<>(List.of("a")), String.class), ValueTable::set);
		add("checkedQueue", () -> Collections.checkedQueue(new LinkedBlockingQueue<>(1), String.class),
				(queue) -> List.of(attempt(() -> ((Queue) queue).offer(5)), queue.offer("a"), queue.offer("b")));
		add("unmodifiable list of Arrays.asList", () -> Collections.unmodifiableList(Arrays.asList("a")),
				ValueTable::set);
		add("unmodifiable set of synchronized set of checked set",
				() -> Collections
					.unmodifiableSet(Collections.synchronizedSet(Collections.checkedSet(caselessSet(), String.class))),
				ValueTable::set);
		add("newSetFromMap of an identity map", () -> {
			Set<String> set = Collections.newSetFromMap(new IdentityHashMap<>());
			set.add(new String("a"));
			set.add(new String("a"));
			return set;
		}, (set) -> List.of(set.size(), set.add(new String("a")), set.contains(new String("a")), set.size()));
		add("unmodifiable set of an identity set", () -> {
			Set<String> set = Collections.newSetFromMap(new IdentityHashMap<>());
			set.add(new String("a"));
			set.add(new String("a"));
			return Collections.unmodifiableSet(set);
		}, (set) -> List.of(set.size(), set.contains(new String("a")), attempt(() -> set.add("b"))));
		add("unmodifiable map of an identity map", () -> {
			Map<String, Integer> map = new IdentityHashMap<>();
			map.put(new String("a"), 1);
			map.put(new String("a"), 2);
			return Collections.unmodifiableMap(map);
		}, (map) -> List.of(map.size(), map.containsKey(new String("a"))));
		add("newSetFromMap of a skip list", () -> {
			Set<String> set = Collections.newSetFromMap(new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER));
			set.addAll(caselessSet());
			return set;
		}, ValueTable::set);
		add("newSetFromMap of a weak map", () -> {
			Set<Colour> set = Collections.newSetFromMap(new WeakHashMap<>());
			set.add(Colour.RED);
			return set;
		}, (set) -> List.of(set.add(Colour.RED), set.add(Colour.GREEN), set.contains(Colour.GREEN)));
		add("asLifoQueue", () -> {
			Queue<Integer> queue = Collections.asLifoQueue(new LinkedBlockingDeque<>(3));
			queue.addAll(List.of(1, 2));
			return queue;
		}, (queue) -> List.of(queue.offer(3), queue.offer(4), queue.poll(), queue.poll(), queue.poll()));
		add("nCopies", () -> Collections.nCopies(3, "x"),
				(list) -> List.of(list, attempt(() -> list.add("y")), attempt(() -> list.set(0, "y"))));
		add("nCopies of nothing", () -> Collections.nCopies(0, "x"), (list) -> list);
		add("reverseOrder of an order", () -> {
			TreeMap<String, Integer> map = new TreeMap<>(Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER));
			map.putAll(caseless());
			return map;
		}, ValueTable::map);
		add("natural order reversed", () -> new TreeSet<>(Comparator.<String>naturalOrder().reversed()),
				(set) -> List.of(Collections.addAll(set, "a", "b"), set));
		add("nulls first", () -> new TreeSet<>(Comparator.nullsFirst(String.CASE_INSENSITIVE_ORDER)),
				(set) -> List.of(Collections.addAll(set, "a", null, "A"), set));
		add("singletons",
				() -> List.of(Collections.singleton("a"), Collections.singletonList("a"),
						Collections.singletonMap("a", 1)),
				(all) -> List.of(all, attempt(() -> ((Set) all.get(0)).add("b")),
						attempt(() -> ((List) all.get(1)).set(0, "b"))));
		add("HTTP headers", () -> HttpHeaders.of(Map.of("Content-Type", List.of("a", "b")), (name, text) -> true),
				(headers) -> List.of(headers.allValues("content-TYPE"), headers.map().get("CONTENT-type"), headers));
	}

	private static void connections() {
		add("a list and its unmodifiable view", () -> {
			List<String> list = new ArrayList<>(List.of("a"));
			return new Object[] { list, Collections.unmodifiableList(list) };
		}, (pair) -> ((List) pair[0]).add("b") + " " + pair[1]);
		add("an unmodifiable view and its list", () -> {
			List<String> list = new ArrayList<>(List.of("a"));
			return new Object[] { Collections.unmodifiableList(list), list };
		}, (pair) -> ((List) pair[1]).add("b") + " " + pair[0]);
		add("a map and its set", () -> {
			Map<String, Boolean> map = new LinkedHashMap<>();
			Set<String> set = Collections.newSetFromMap(map);
			set.add("a");
			return new Object[] { map, set };
		}, (pair) -> ((Set) pair[1]).add("b") + " " + pair[0] + ((Map) pair[0]).remove("a") + pair[1]);
		add("a set and its map", () -> {
			Map<String, Boolean> map = new LinkedHashMap<>();
			Set<String> set = Collections.newSetFromMap(map);
			set.add("a");
			return new Object[] { set, map };
		}, (pair) -> ((Set) pair[0]).add("b") + " " + pair[1] + ((Map) pair[1]).remove("a") + pair[0]);
		add("an array and its list", () -> {
			String[] array = { "a", "b" };
			return new Object[] { array, Arrays.asList(array) };
		}, (pair) -> ((List) pair[1]).set(0, "c") + ((String[]) pair[0])[0]);
		add("one wrapper twice", () -> {
			Map<String, Integer> map = Collections.unmodifiableMap(caseless());
			return new Object[] { map, map };
		}, (pair) -> pair[0] == pair[1]);
		add("a wrapper in itself", () -> {
			List<Object> list = new ArrayList<>();
			List<Object> wrapper = Collections.unmodifiableList(Collections.synchronizedList(list));
			list.add(wrapper);
			list.add("a");
			return wrapper;
		}, (wrapper) -> (wrapper.get(0) == wrapper) + " " + wrapper.get(1));
		add("a set of a map as a value of the map", () -> {
			Map<Object, Object> map = new LinkedHashMap<>();
			@SuppressWarnings({ "unchecked", "rawtypes" })
			Set<Object> set = Collections.newSetFromMap((Map) map);
			map.put("a", set);
			return map;
		}, (map) -> ((Set) map.get("a")).add("b") + " " + map.keySet());
	}

	private static Object keys(Set<String> keys) {
		return List.of(keys.toString(), attempt(() -> keys.add("x")), attempt(() -> keys.remove("a")), keys,
				keys instanceof NavigableSet, keys.contains("B"), attempt(() -> keys.contains(null)),
				keys.equals(Set.of("b")));
	}

	private static Object values(Collection<Integer> values) {
		return List.of(new ArrayList<>(values), values instanceof List, values instanceof Set,
				values.equals(new ArrayList<>(values)), attempt(() -> values.add(3)), attempt(() -> values.remove(1)),
				attempt(() -> values.contains(null)), new ArrayList<>(values), attemptTo(values::clear), values.size());
	}

	private static Object entries(Set<Map.Entry<String, Integer>> entries) {
		return List.of(entries.toString(), entries.contains(new SimpleEntry<>("B", 2)),
				attempt(() -> entries.iterator().next().setValue(9)), entries.toString(),
				attempt(() -> entries.remove(Map.entry("b", 2))), entries.toString(),
				attempt(() -> entries.add(Map.entry("x", 1))));
	}

	private static void mapViews() {
		Map<String, Callable<Map<String, Integer>>> kinds = new LinkedHashMap<>();
		kinds.put("HashMap", () -> new HashMap<>(Map.of("a", 1, "b", 2)));
		kinds.put("LinkedHashMap", () -> new LinkedHashMap<>(new TreeMap<>(Map.of("a", 1, "b", 2))));
		kinds.put("TreeMap", () -> new TreeMap<>(Map.of("a", 1, "b", 2)));
		kinds.put("TreeMap regardless of case", () -> {
			Map<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			map.putAll(Map.of("a", 1, "b", 2));
			return map;
		});
		kinds.put("Hashtable", () -> new Hashtable<>(Map.of("b", 2)));
		kinds.put("ConcurrentHashMap", () -> new ConcurrentHashMap<>(Map.of("a", 1, "b", 2)));
		kinds.put("ConcurrentSkipListMap", () -> new ConcurrentSkipListMap<>(Map.of("a", 1, "b", 2)));
		kinds.put("ConcurrentSkipListMap regardless of case", () -> {
			Map<String, Integer> map = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
			map.putAll(Map.of("a", 1, "b", 2));
			return map;
		});
		kinds.put("Map.of one", () -> Map.of("b", 2));
		kinds.put("singletonMap", () -> Collections.singletonMap("b", 2));
		kinds.put("emptyMap", () -> Collections.emptyMap());
		kinds.put("unmodifiableMap", () -> Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1, "b", 2))));
		kinds.put("synchronizedMap", () -> Collections.synchronizedMap(new TreeMap<>(Map.of("a", 1, "b", 2))));
		kinds.put("checkedMap",
				() -> Collections.checkedMap(new TreeMap<>(Map.of("a", 1, "b", 2)), String.class, Integer.class));
		kinds.put("checkedMap of a singleton",
				() -> Collections.checkedMap(Collections.singletonMap("b", 2), String.class, Integer.class));
		kinds.put("part of a TreeMap", () -> new TreeMap<>(Map.of("a", 1, "b", 2, "c", 3)).headMap("c"));
		kinds.forEach((name, map) -> {
			add("keys of " + name, () -> map.call().keySet(), ValueTable::keys);
			add("values of " + name, () -> map.call().values(), ValueTable::values);
			if (!name.equals("emptyMap")) {
				add("entries of " + name, () -> map.call().entrySet(), ValueTable::entries);
			}
		});
		add("keys of Map.of", () -> Map.of("a", 1, "b", 2).keySet(), (keys) -> List.of(new TreeSet<>(keys),
				attempt(() -> keys.remove("a")), attempt(() -> keys.contains(null)), attemptTo(keys::clear)));
		add("values of Map.of", () -> Map.of("a", 1, "b", 2).values(), (values) -> List.of(new TreeSet<>(values),
				attempt(() -> values.remove(1)), attempt(() -> values.contains(null)), values instanceof Set));
		add("entries of Map.of", () -> Map.of("a", 1, "b", 2).entrySet(),
				(entries) -> List.of(entries.size(), attempt(() -> entries.remove(Map.entry("a", 1))),
						attempt(() -> entries.iterator().next().setValue(5)), entries.contains(Map.entry("b", 2))));
		add("keys of Properties", () -> {
			Properties properties = new Properties();
			properties.setProperty("a", "1");
			return properties.keySet();
		}, (keys) -> List.of(keys, attempt(() -> keys.add("b")), attempt(() -> keys.remove("a"))));
		add("entries of Properties", () -> {
			Properties properties = new Properties();
			properties.setProperty("a", "1");
			return properties.entrySet();
		}, (entries) -> List.of(entries, entries.iterator().next().setValue("2"), entries));
		add("keys of IdentityHashMap", () -> identities().keySet(),
				(keys) -> List.of(keys.size(), keys.contains(new String("a")), attempt(() -> keys.add("x"))));
		add("values of IdentityHashMap", () -> identities().values(),
				(values) -> List.of(values.size(), values.contains(new String("v"))));
		add("entries of IdentityHashMap", () -> identities().entrySet(),
				(entries) -> List.of(entries.size(), entries.contains(Map.entry(new String("a"), new String("v")))));
		add("entries of checkedMap of IdentityHashMap",
				() -> Collections.checkedMap(identities(), String.class, String.class).entrySet(),
				(entries) -> List.of(entries.size(), entries.contains(Map.entry(new String("a"), new String("v")))));
		add("entries of checkedMap of Map.of",
				() -> Collections.checkedMap(Map.of("a", 1, "b", 2), String.class, Integer.class).entrySet(),
				(entries) -> List.of(entries.size(), attemptTo(entries::clear), entries.contains(Map.entry("b", 2))));
		add("keys of EnumMap", () -> new EnumMap<>(Map.of(Colour.GREEN, 1, Colour.RED, 2)).keySet(), (keys) -> List
			.of(keys, attempt(() -> keys.add(Colour.BLUE)), attempt(() -> keys.remove(Colour.RED)), keys));
		add("values of EnumMap", () -> new EnumMap<>(Map.of(Colour.GREEN, 1, Colour.RED, 2)).values(),
				ValueTable::values);
		add("descending keys", () -> caseless().descendingKeySet(),
				(keys) -> List.of(keys, keys.contains("ACCEPT"), keys.first(), attempt(() -> keys.add("x"))));
		add("keys with a mapped value", () -> new ConcurrentHashMap<>(Map.of("a", 5)).keySet(7),
				(keys) -> List.of(keys, keys.add("b"), keys.getMappedValue(), keys.getMap().get("b")));
		add("newKeySet", () -> ConcurrentHashMap.<String>newKeySet(), (keys) -> List.of(keys.add("b"), keys));
		add("a view in itself", () -> {
			Map<String, Object> map = new HashMap<>();
			map.put("a", map.values());
			return map.values();
		}, (values) -> values.iterator().next() == values);
	}

	private static Map<String, String> identities() {
		Map<String, String> map = new IdentityHashMap<>();
		map.put(new String("a"), new String("v"));
		map.put(new String("a"), new String("v"));
		return map;
	}

	/** Lists of libraries are often made like this. */
	private static class Digits extends AbstractList<String> implements RandomAccess {

		final String[] digits = { "1", "2", "3" };

		@Override
		public String get(int index) {
			return this.digits[index];
		}

		@Override
		public int size() {
			return this.digits.length;
		}

	}

	private static final class DigitsOfFixedSize extends Digits {

		@Override
		public String set(int index, String digit) {
			String before = this.digits[index];
			this.digits[index] = digit;
			return before;
		}

	}

	private static Object list(List<String> list) {
		return List.of(list.toString(), attempt(() -> list.contains(null)), attempt(() -> list.set(0, "x")),
				attempt(() -> list.add("y")), attempt(() -> list.remove(0)), list.toString(),
				attempt(() -> list.add(null)), list.equals(new ArrayList<>(list)));
	}

	private static void listViews() {
		List<String> three = List.of("a", "b", "c");
		add("part of ArrayList", () -> new ArrayList<>(three).subList(1, 3), ValueTable::list);
		add("part of LinkedList", () -> new LinkedList<>(three).subList(1, 3), ValueTable::list);
		add("part of Vector", () -> new Vector<>(three).subList(1, 3), ValueTable::list);
		add("part of List.of", () -> List.of("a", "b", "c").subList(1, 3), ValueTable::list);
		add("part of Stream.toList", () -> Stream.of("a", "b", "c").toList().subList(1, 3), ValueTable::list);
		add("part of Arrays.asList", () -> Arrays.asList("a", "b", "c").subList(1, 3), ValueTable::list);
		add("part of unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>(three)).subList(1, 3),
				ValueTable::list);
		add("part of synchronizedList", () -> Collections.synchronizedList(new ArrayList<>(three)).subList(1, 3),
				ValueTable::list);
		add("part of checkedList", () -> Collections.checkedList(new ArrayList<>(three), String.class).subList(1, 3),
				(list) -> List.of(list(list), attempt(() -> ((List) list).add(5))));
		add("part of a list that cannot change", () -> new Digits().subList(1, 3), ValueTable::list);
		add("part of a list of fixed size", () -> new DigitsOfFixedSize().subList(1, 3), ValueTable::list);
		add("part of CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(three).subList(1, 3), ValueTable::list);
		add("List.of one", () -> List.of("a"), ValueTable::list);
		add("List.of three", () -> List.of("a", "b", "c"), ValueTable::list);
		add("Stream.toList of one", () -> Stream.of("a").toList(), ValueTable::list);
		add("Stream.toList of three", () -> Stream.of("a", "b", "c").toList(), ValueTable::list);
		add("Stream.toList with null", () -> Stream.of("a", null, "c").toList(), (list) -> list.indexOf(null));
		add("Arrays.asList", () -> Arrays.asList("a", "b"),
				(list) -> List.of(list(list), attempt(() -> ((List) list).set(0, 5)), list.toArray().getClass()));
		add("Arrays.asList of objects", () -> Arrays.<Object>asList("a", 1),
				(list) -> List.of(attempt(() -> list.set(0, 5)), list));
		if (Runtime.version().feature() >= 21) {
			reversed(three);
		}
	}

	private static Object reverse(Object sequenced) throws ReflectiveOperationException {
		for (Class<?> type : List.<Class<?>>of(List.class, Deque.class, NavigableMap.class, LinkedHashMap.class,
				SortedSet.class, LinkedHashSet.class)) {
			if (type.isInstance(sequenced)) {
				return type.getMethod("reversed").invoke(sequenced);
			}
		}
		throw new IllegalArgumentException(String.valueOf(sequenced));
	}

	@SuppressWarnings("unchecked")
	private static void reversed(List<String> three) {
		add("reversed ArrayList", () -> (List<String>) reverse(new ArrayList<>(three)), ValueTable::list);
		add("reversed List.of", () -> (List<String>) reverse(List.of("a", "b", "c")),
				(list) -> List.of(list, attempt(() -> list.set(0, "x")), attempt(() -> list.add("y"))));
		add("reversed LinkedList", () -> (List<String>) reverse(new LinkedList<>(three)),
				(list) -> List.of(list(list), list instanceof Deque));
		add("reversed ArrayDeque", () -> (Deque<String>) reverse(new ArrayDeque<>(three)), (deque) -> List
			.of(new ArrayList<>(deque), deque.pollFirst(), deque.offer("x"), new ArrayList<>(deque)));
		add("reversed LinkedHashMap", () -> (Map<String, Integer>) reverse(new LinkedHashMap<>(caseless())),
				(map) -> List.of(new ArrayList<>(map.entrySet()), attempt(() -> map.remove("Accept")), map));
		add("reversed LinkedHashSet", () -> (Set<String>) reverse(new LinkedHashSet<>(three)),
				(set) -> List.of(new ArrayList<>(set), attempt(() -> set.remove("a")), set));
		add("reversed TreeMap", () -> (Map<String, Integer>) reverse(caseless()),
				(map) -> List.of(new ArrayList<>(map.entrySet()), map.containsKey("ACCEPT")));
		for (String kind : List.of("Set", "Collection")) {
			add("unmodifiableSequenced" + kind,
					() -> (Collection<String>) Collections.class
						.getMethod("unmodifiableSequenced" + kind, Class.forName("java.util.Sequenced" + kind))
						.invoke(null, caselessSet()),
					ValueTable::set);
		}
		add("unmodifiableSequencedMap",
				() -> (Map<String, Integer>) Collections.class
					.getMethod("unmodifiableSequencedMap", Class.forName("java.util.SequencedMap"))
					.invoke(null, caseless()),
				ValueTable::map);
		add("newSequencedSetFromMap",
				() -> (Set<String>) Collections.class
					.getMethod("newSequencedSetFromMap", Class.forName("java.util.SequencedMap"))
					.invoke(null, new TreeMap<>(String.CASE_INSENSITIVE_ORDER)),
				ValueTable::set);
	}

	private static Object part(NavigableMap<Integer, String> map) {
		return List.of(map.toString(), attempt(() -> map.put(0, "x")), attempt(() -> map.put(3, "x")),
				attempt(() -> map.put(4, "x")), attempt(() -> map.put(6, "x")), attempt(() -> map.put(7, "x")),
				attempt(() -> map.put(100, "x")), map, attempt(map::firstKey), attempt(() -> map.headMap(50)),
				map.descendingMap(), map.getClass().getName());
	}

	private static Object part(NavigableSet<Integer> set) {
		return List.of(set.toString(), attempt(() -> set.add(0)), attempt(() -> set.add(3)), attempt(() -> set.add(4)),
				attempt(() -> set.add(6)), attempt(() -> set.add(7)), attempt(() -> set.add(100)), set,
				attempt(set::first), set.descendingSet(), set.getClass().getName());
	}

	private static <M extends NavigableMap<Integer, String>> M filled(M map) {
		for (int i = 1; i < 10; i++) {
			map.put(i, "v" + i);
		}
		return map;
	}

	private static <S extends NavigableSet<Integer>> S filled(S set) {
		for (int i = 1; i < 10; i++) {
			set.add(i);
		}
		return set;
	}

	private static void parts() {
		Map<String, Function<NavigableMap<Integer, String>, NavigableMap<Integer, String>>> cuts = new LinkedHashMap<>();
		cuts.put("sub", (map) -> map.subMap(3, true, 7, false));
		cuts.put("sub without its lowest", (map) -> map.subMap(3, false, 7, true));
		cuts.put("head", (map) -> map.headMap(4, true));
		cuts.put("tail", (map) -> map.tailMap(6, false));
		cuts.put("descending", NavigableMap::descendingMap);
		cuts.put("descending sub", (map) -> map.descendingMap().subMap(7, true, 3, false));
		cuts.put("twice descending", (map) -> map.descendingMap().descendingMap());
		cuts.forEach((name, cut) -> {
			add(name + " of TreeMap", () -> cut.apply(filled(new TreeMap<>())), ValueTable::part);
			add(name + " of ConcurrentSkipListMap", () -> cut.apply(filled(new ConcurrentSkipListMap<>())),
					ValueTable::part);
			add("unmodifiable " + name + " of TreeMap",
					() -> Collections.unmodifiableNavigableMap(cut.apply(filled(new TreeMap<>()))), ValueTable::part);
		});
		Map<String, Function<NavigableSet<Integer>, NavigableSet<Integer>>> setCuts = new LinkedHashMap<>();
		setCuts.put("sub", (set) -> set.subSet(3, true, 7, false));
		setCuts.put("head", (set) -> set.headSet(4, true));
		setCuts.put("tail", (set) -> set.tailSet(6, false));
		setCuts.put("descending", NavigableSet::descendingSet);
		setCuts.put("descending sub", (set) -> set.descendingSet().subSet(7, true, 3, false));
		setCuts.forEach((name, cut) -> {
			if (Runtime.version().feature() < 24 || name.equals("descending")) {
				add(name + " of TreeSet", () -> cut.apply(filled(new TreeSet<>())), ValueTable::part);
			}
			add(name + " of ConcurrentSkipListSet", () -> cut.apply(filled(new ConcurrentSkipListSet<>())),
					ValueTable::part);
		});
		add("descending set regardless of case", () -> caselessSet().descendingSet(),
				(set) -> List.of(set, set.contains("role_admin"), set.descendingSet()));
	}

	private static void enums() {
		add("enums of the JDK",
				() -> List.of(Locale.FilteringMode.EXTENDED_FILTERING, Locale.IsoCountryCode.PART3, TimeDefinition.UTC,
						FileVisitResult.CONTINUE, AclEntryFlag.FILE_INHERIT, AclEntryPermission.READ_ACL,
						AclEntryType.ALLOW, CryptoPrimitive.MAC, JDBCType.DATE, ClientInfoStatus.REASON_UNKNOWN,
						PseudoColumnUsage.NO_USAGE_RESTRICTIONS, RowIdLifetime.ROWID_UNSUPPORTED),
				(constants) -> constants);
	}

	private static void collections() {
		add("LinkedHashMap in access order", () -> {
			Map<String, Integer> map = new LinkedHashMap<>(4, 0.5f, true);
			map.putAll(Map.of("a", 1));
			map.put("b", 2);
			map.put("c", 3);
			map.get("a");
			return map;
		}, (map) -> List.of(new ArrayList<>(map.keySet()), map.get("b"), new ArrayList<>(map.keySet())));
		add("LinkedHashMap in insertion order", () -> new LinkedHashMap<>(caseless()),
				(map) -> List.of(map.get("Accept"), new ArrayList<>(map.keySet())));
		add("unmodifiable map in access order", () -> {
			Map<String, Integer> map = new LinkedHashMap<>(4, 0.5f, true);
			map.put("a", 1);
			map.put("b", 2);
			return Collections.unmodifiableMap(map);
		}, (map) -> List.of(map.get("a"), new ArrayList<>(map.keySet())));
		add("LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(2), ValueTable::queue);
		add("LinkedBlockingQueue without bound", () -> new LinkedBlockingQueue<>(), ValueTable::queue);
		add("LinkedBlockingDeque", () -> new LinkedBlockingDeque<>(2), ValueTable::queue);
		add("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(2), ValueTable::queue);
		add("fair ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(2, true), (queue) -> {
			JdkField lock = JdkField.of("java.util.concurrent.ArrayBlockingQueue", "lock");
			return ((java.util.concurrent.locks.ReentrantLock) lock.require(queue)).isFair();
		});
		add("PriorityQueue", () -> {
			PriorityQueue<String> queue = new PriorityQueue<>(String.CASE_INSENSITIVE_ORDER.reversed());
			queue.addAll(List.of("b", "C", "a", "D"));
			return queue;
		}, (queue) -> List.of(queue, queue.poll(), queue.poll(), queue));
		add("PriorityBlockingQueue", () -> {
			PriorityBlockingQueue<String> queue = new PriorityBlockingQueue<>(3, Collections.reverseOrder());
			queue.addAll(List.of("b", "c", "a"));
			return queue;
		}, (queue) -> List.of(queue.poll(), queue.poll()));
		add("DelayQueue", () -> new DelayQueue<>(List.of(new Due(5), new Due(3))),
				(queue) -> List.of(queue.poll().value(), queue.poll().value()));
		add("ConcurrentLinkedDeque", () -> new ConcurrentLinkedDeque<>(List.of(1, 2)),
				(deque) -> List.of(deque.pollLast(), deque, deque.equals(List.of(1))));
		add("Properties with defaults", () -> {
			Properties defaults = new Properties();
			defaults.setProperty("a", "default");
			defaults.put(5, 6);
			Properties properties = new Properties(new Properties(defaults));
			properties.setProperty("b", "own");
			return properties;
		}, (properties) -> List.of(properties.getProperty("a"), properties, properties.stringPropertyNames()));
		add("properties that share their defaults", () -> {
			Properties defaults = new Properties();
			return new Object[] { new Properties(defaults), defaults };
		}, (pair) -> ((Properties) pair[1]).setProperty("a", "b") + ((Properties) pair[0]).getProperty("a"));
		add("empty EnumMap", () -> new EnumMap<Colour, Integer>(Colour.class), (map) -> List
			.of(attempt(() -> map.put(Colour.GREEN, 1)), map, attempt(() -> ((Map) map).put(TimeUnit.DAYS, 1))));
		add("set of enums with bodies", () -> EnumSet.of(Colour.GREEN),
				(set) -> List.of(set, EnumSet.complementOf(set), set.contains(Colour.GREEN)));
		add("HashSet", () -> new HashSet<>(List.of("a", "b")), (set) -> List.of(set.equals(Set.of("b", "a"))));
	}

	private static Object queue(BlockingQueue<Object> queue) {
		return List.of(queue.remainingCapacity(), queue.offer("a"), queue.offer("b"), queue.offer("c"), queue,
				queue.remainingCapacity());
	}

	/**
	 * An element of a queue of delays.
	 *
	 * @param value its order
	 */
	public record Due(int value) implements Delayed {

		@Override
		public long getDelay(TimeUnit unit) {
			return this.value - 10L;
		}

		@Override
		public int compareTo(Delayed other) {
			return Integer.compare(this.value, ((Due) other).value);
		}

	}

	private static Object buffer(Buffer buffer) {
		String text = "";
		if (buffer instanceof ByteBuffer bytes) {
			ByteBuffer all = bytes.duplicate().clear().order(bytes.order());
			text = bytes.order() + " " + (all.capacity() >= 2 ? all.getShort(0) : "") + attempt(bytes::get);
			text += attempt(() -> bytes.put(0, (byte) 1));
			text += attempt(bytes::array).getClass();
		}
		else if (buffer instanceof IntBuffer ints) {
			text = ints.order() + " " + ints.get(0) + " " + attempt(ints::get) + attempt(() -> ints.put(0, 1).get(0));
		}
		else if (buffer instanceof CharBuffer chars) {
			text = chars.order() + " " + chars.duplicate().clear() + chars + attempt(() -> chars.put(0, 'x').get(0));
		}
		else if (buffer instanceof DoubleBuffer doubles) {
			text = doubles.order() + " " + Double.doubleToRawLongBits(doubles.get(1));
		}
		else if (buffer instanceof LongBuffer longs) {
			text = longs.order() + " " + longs.get(1);
		}
		return List.of(text, buffer.position(), buffer.limit(), buffer.capacity(), buffer.isDirect(),
				buffer.isReadOnly(), attempt(() -> buffer.flip().remaining()));
	}

	private static void buffers() {
		add("ByteBuffer", () -> ByteBuffer.wrap(new byte[] { 1, 2, 3, 4, 5 }, 1, 2), ValueTable::buffer);
		add("ByteBuffer to be flipped", () -> ByteBuffer.allocate(8).put((byte) 7).put((byte) 9), ValueTable::buffer);
		add("large ByteBuffer", () -> ByteBuffer.allocate(200_000).position(100_000), ValueTable::buffer);
		add("little-endian direct ByteBuffer",
				() -> ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN).putInt(258), ValueTable::buffer);
		add("read-only ByteBuffer",
				() -> ByteBuffer.wrap(new byte[] { 1, 2 }).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN),
				ValueTable::buffer);
		add("IntBuffer", () -> IntBuffer.wrap(new int[] { 1, 2, 3 }).position(1), ValueTable::buffer);
		add("IntBuffer of a ByteBuffer", () -> ByteBuffer.allocate(12).putInt(4, 9).asIntBuffer().position(1),
				ValueTable::buffer);
		add("direct read-only IntBuffer",
				() -> ByteBuffer.allocateDirect(12).putInt(0, 9).asIntBuffer().asReadOnlyBuffer(), ValueTable::buffer);
		add("CharBuffer", () -> CharBuffer.wrap(new char[] { 'a', '\ud800', 'c' }).limit(2), ValueTable::buffer);
		add("CharBuffer of a text", () -> CharBuffer.wrap("abc", 1, 2), ValueTable::buffer);
		add("DoubleBuffer", () -> DoubleBuffer.wrap(new double[] { 1, -0.0 }), ValueTable::buffer);
		add("LongBuffer", () -> LongBuffer.wrap(new long[] { 1, Long.MIN_VALUE }), ValueTable::buffer);
	}

	private static void texts() {
		add("Pattern with a flag inside", () -> Pattern.compile("a(?i)b"), (pattern) -> List
			.of(pattern.matcher("AB").matches(), pattern.matcher("aB").matches(), pattern.flags()));
		add("Pattern with flags", () -> Pattern.compile("a.b", Pattern.DOTALL | Pattern.CASE_INSENSITIVE),
				(pattern) -> List.of(pattern.matcher("A\nB").matches(), pattern.flags()));
		add("Locale with extensions", () -> Locale.forLanguageTag("de-Latn-DE-u-co-phonebk-x-private"), (locale) -> List
			.of(locale, locale.getScript(), locale.getUnicodeLocaleType("co"), locale.getExtensionKeys()));
		add("text with an unpaired surrogate", () -> "a\udc00b", (text) -> (int) text.charAt(1));
		add("StringBuilder", () -> new StringBuilder("a\ud800"), (text) -> text.append("b").length());
		add("DecimalFormat", () -> {
			DecimalFormat format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.GERMANY));
			format.setParseBigDecimal(true);
			return format;
		}, (format) -> List.of(format.format(12345.678), format.parse("1.234,5").getClass()));
		add("NumberFormat", () -> NumberFormat.getCurrencyInstance(Locale.US), (format) -> format.format(-5));
		add("SimpleDateFormat", () -> {
			SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd HH:mm z", Locale.FRANCE);
			format.setTimeZone(TimeZone.getTimeZone("Asia/Tokyo"));
			format.setLenient(false);
			return format;
		}, (format) -> List.of(format.format(new Date(0)), attempt(() -> format.parse("2020-02-31 00:00 JST"))));
		add("MessageFormat",
				() -> new MessageFormat("{0} has {1,number,integer} of {2,choice,0#none|1#one|1<many}", Locale.US),
				(format) -> format.format(new Object[] { "a", 5.5, 2 }));
		add("ChoiceFormat", () -> new ChoiceFormat("0#none|1#one|1<many"), (format) -> format.format(1));
	}

	private static Object calendar(Calendar calendar) {
		return List.of(calendar.getClass(), calendar.isLenient(), calendar.getFirstDayOfWeek(),
				calendar.isSet(Calendar.HOUR), calendar.getMinimalDaysInFirstWeek(), attempt(calendar::getTime),
				calendar.getTimeZone().getID(), attempt(() -> calendar.get(Calendar.ERA)));
	}

	private static void times() {
		add("renamed TimeZone with another offset", () -> {
			TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");
			zone.setID("Mine");
			zone.setRawOffset(7_200_000);
			return zone;
		}, ValueTable::zone);
		add("renamed TimeZone", () -> {
			TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");
			zone.setID("Asia/Tokyo");
			return zone;
		}, ValueTable::zone);
		add("TimeZone with another offset", () -> {
			TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");
			zone.setRawOffset(7_200_000);
			return zone;
		}, ValueTable::zone);
		add("SimpleTimeZone", () -> new SimpleTimeZone(3_600_000, "X", Calendar.MARCH, -1, Calendar.SUNDAY, 7_200_000,
				Calendar.OCTOBER, -1, Calendar.SUNDAY, 7_200_000, 1_800_000), ValueTable::zone);
		add("strict Calendar", () -> {
			Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY);
			calendar.setTimeInMillis(1_600_000_000_000L);
			calendar.setLenient(false);
			calendar.setFirstDayOfWeek(Calendar.WEDNESDAY);
			calendar.setMinimalDaysInFirstWeek(3);
			return calendar;
		}, ValueTable::calendar);
		add("Calendar set in part", () -> {
			Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.US);
			calendar.clear();
			calendar.set(2020, Calendar.FEBRUARY, 31);
			return calendar;
		}, ValueTable::calendar);
		add("GregorianCalendar with another change", () -> {
			GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.US);
			calendar.setGregorianChange(new Date(Long.MAX_VALUE));
			calendar.setTimeInMillis(0);
			return calendar;
		}, (calendar) -> List.of(calendar.get(Calendar.DAY_OF_MONTH), calendar.isLeapYear(1900)));
		add("Buddhist Calendar",
				() -> Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.forLanguageTag("th-TH-u-ca-buddhist")),
				(calendar) -> List.of(calendar.getClass(), calendar.get(Calendar.YEAR) > 2500));
		add("Japanese Calendar", () -> {
			Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"),
					Locale.forLanguageTag("ja-JP-u-ca-japanese"));
			calendar.setTimeInMillis(0);
			return calendar;
		}, (calendar) -> List.of(calendar.getClass(), calendar.get(Calendar.YEAR), calendar.get(Calendar.ERA)));
		add("sql Timestamp", () -> {
			java.sql.Timestamp timestamp = new java.sql.Timestamp(1234);
			timestamp.setNanos(987_654_321);
			return timestamp;
		}, (timestamp) -> List.of(timestamp.getNanos(), timestamp.getTime(), timestamp));
		add("sql Date and Time", () -> new Date[] { new java.sql.Date(0), new java.sql.Time(5) },
				(dates) -> List.of(dates[0].getClass(), dates[1].getClass(), attempt(() -> dates[1].getYear())));
	}

	private static Object zone(TimeZone zone) {
		return List.of(zone.getID(), zone.getRawOffset(), zone.getOffset(1_600_000_000_000L), zone.getOffset(0),
				zone.inDaylightTime(new Date(1_600_000_000_000L)), zone.getDSTSavings(), zone.useDaylightTime());
	}

	private static Object doubles(DoubleSummaryStatistics doubles) {
		String before = doubles + " " + doubles.getSum() + " " + doubles.getAverage();
		doubles.accept(1e-17);
		doubles.accept(0.1);
		doubles.accept(-1e16);
		return before + " " + doubles.getSum() + " " + doubles.getMin() + " " + doubles.getMax();
	}

	private static DoubleSummaryStatistics doubles(double... values) {
		return Arrays.stream(values).summaryStatistics();
	}

	private static void numbers() {
		add("IntSummaryStatistics", () -> Stream.of(3, -5).mapToInt((i) -> i).summaryStatistics(), (ints) -> {
			ints.accept(100);
			return ints.toString();
		});
		add("empty IntSummaryStatistics", () -> new IntSummaryStatistics(), (ints) -> {
			ints.accept(100);
			return ints.toString();
		});
		add("LongSummaryStatistics", () -> Stream.of(1L << 60, 5L).mapToLong((i) -> i).summaryStatistics(), (longs) -> {
			longs.accept(100);
			return longs.toString();
		});
		add("empty LongSummaryStatistics", () -> new LongSummaryStatistics(), Object::toString);
		add("DoubleSummaryStatistics", () -> doubles(0.1, 0.2, 0.3), ValueTable::doubles);
		add("DoubleSummaryStatistics with a rest", () -> doubles(1e16, 1, 1, 1, 3.3, 1e-3), ValueTable::doubles);
		add("DoubleSummaryStatistics of one", () -> doubles(0.1), ValueTable::doubles);
		add("DoubleSummaryStatistics of many", () -> new Random(5).doubles(1000).summaryStatistics(),
				ValueTable::doubles);
		add("empty DoubleSummaryStatistics", () -> doubles(), ValueTable::doubles);
		add("infinite DoubleSummaryStatistics", () -> doubles(1, Double.POSITIVE_INFINITY), ValueTable::doubles);
		add("torn DoubleSummaryStatistics", () -> doubles(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
				ValueTable::doubles);
		add("DoubleSummaryStatistics of no number", () -> doubles(1, Double.NaN), ValueTable::doubles);
		add("Random", () -> {
			Random random = new Random(42);
			random.nextGaussian();
			return random;
		}, (random) -> List.of(random.nextGaussian(), random.nextInt(), random.nextLong()));
		add("bits of no number", () -> Double.longBitsToDouble(0x7ff8000000000123L), Double::doubleToRawLongBits);
		add("bits of no float", () -> Float.intBitsToFloat(0x7fc00123), Float::floatToRawIntBits);
		add("negative zero", () -> -0.0, Double::doubleToRawLongBits);
		add("optional negative zero", () -> OptionalDouble.of(-0.0),
				(optional) -> Double.doubleToRawLongBits(optional.getAsDouble()));
		add("scale of BigDecimal", () -> new BigDecimal("1.000"), (decimal) -> List.of(decimal, decimal.scale()));
	}

	private static void cells() {
		add("partition", () -> Stream.of(1, 2, 3).collect(Collectors.partitioningBy((number) -> number > 1)),
				(partition) -> List.of(partition, partition.get(true).add(4), partition,
						attempt(() -> partition.put(true, List.of())), attempt(() -> partition.remove(false)),
						partition.getClass()));
		add("partition of numbers",
				() -> Stream.of(1, 2).collect(Collectors.partitioningBy((number) -> number > 5, Collectors.counting())),
				(partition) -> List.of(partition, partition.keySet()));
		add("LongAdder", () -> new LongAdder(), (adder) -> {
			adder.add(5);
			return adder.sum();
		});
		add("DoubleAdder", () -> {
			DoubleAdder adder = new DoubleAdder();
			adder.add(0.5);
			return adder;
		}, (adder) -> {
			adder.add(5);
			return adder.sum();
		});
		add("AtomicStampedReference", () -> new AtomicStampedReference<>("a", 5),
				(reference) -> List.of(reference.getStamp(), reference.getReference(),
						reference.compareAndSet(reference.getReference(), "b", 5, 6), reference.getStamp()));
		add("AtomicMarkableReference", () -> new AtomicMarkableReference<>(null, true),
				(reference) -> List.of(reference.isMarked(), reference.getReference() == null));
		add("unmodifiable entries",
				() -> new ArrayList<>(Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))).entrySet()),
				(entries) -> List.of(entries, attempt(() -> entries.get(0).setValue(5))));
		add("entry of a HashMap", () -> new HashMap<>(Map.of("a", 1)).entrySet().iterator().next(),
				(entry) -> List.of(entry, attempt(() -> entry.setValue(5)), entry));
	}

	private static void oneWayOnly() {
		addTo(ONE_WAY, "LongAccumulator", () -> new LongAccumulator((LongBinaryOperator & Serializable) Math::max, 5),
				(accumulator) -> {
					accumulator.accumulate(3);
					accumulator.accumulate(8);
					return accumulator.getThenReset() + " " + accumulator.get();
				});
		addTo(ONE_WAY, "comparing and reversed", () -> {
			TreeSet<String> set = new TreeSet<>(
					Comparator.comparing((Function<String, Integer> & Serializable) String::length)
						.thenComparing(Comparator.reverseOrder())
						.reversed());
			set.addAll(List.of("a", "bb", "cc", "d"));
			return set;
		}, (set) -> List.of(set, set.add("zz"), set));
	}

	private static void graphics() {
		add("Rectangle2D", () -> new Rectangle2D.Double(1, 2, 3.5, 4), (area) -> List.of(area, area.contains(2, 3)));
		add("AffineTransform", () -> AffineTransform.getRotateInstance(1),
				(transform) -> List.of(transform, transform.getType()));
		add("Path2D", () -> {
			Path2D path = new Path2D.Double();
			path.moveTo(0, 0);
			path.lineTo(5, 5);
			path.curveTo(1, 2, 3, 4, 5, 6);
			return path;
		}, (path) -> List.of(path.getBounds2D(), path.contains(3, 3), path.getCurrentPoint()));
		add("Color", () -> new Color(1, 2, 3, 4), (color) -> List.of(color, color.getAlpha(), color.darker()));
		add("Color that was asked for its space", () -> {
			Color color = new Color(1, 2, 3, 4);
			color.getColorSpace();
			return color;
		}, (color) -> List.of(color, color.getColorSpace().isCS_sRGB(), color.getAlpha()));
		add("Point and Dimension", () -> List.of(new Point(1, 2), new Dimension(3, 4)), (both) -> both);
	}

}
