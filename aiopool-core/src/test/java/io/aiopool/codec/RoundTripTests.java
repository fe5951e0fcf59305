package io.aiopool.codec;

import java.io.File;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aiopool.codec.Samples.Account;
import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.Colour;
import io.aiopool.codec.Samples.CustomStream;
import io.aiopool.codec.Samples.Empty;
import io.aiopool.codec.Samples.Everything;
import io.aiopool.codec.Samples.External;
import io.aiopool.codec.Samples.Generic;
import io.aiopool.codec.Samples.Person;
import io.aiopool.codec.Samples.SerializedByProxy;
import io.aiopool.codec.Samples.Singleton;
import io.aiopool.codec.Samples.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every kind of object that is promised comes back equal, and of the same class.
 */
class RoundTripTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "scalars", "values", "times", "objects", "lists", "setsAndQueues", "maps" })
	void comesBackEqualAndOfTheSameClass(String kind, Object value) throws Exception {
		Object copy = RoundTrips.trip(value);
		assertThat(copy).isEqualTo(value);
		assertThat(copy.getClass()).isEqualTo(value.getClass());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "arrays", "identityEquals", "views" })
	void comesBackWithEqualContent(String kind, Object value) throws Exception {
		Object copy = RoundTrips.trip(value);
		assertThat(describe(copy)).isEqualTo(describe(value));
	}

	/** Elements and numbers as text: many of these kinds are equal only to themselves. */
	private static String describe(Object value) {
		return Arrays.deepToString(new Object[] {
				(value instanceof Iterable<?> || value instanceof Map<?, ?>) ? String.valueOf(value) : value });
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "scalars", "values", "times", "objects", "lists", "setsAndQueues", "maps" })
	void comesBackTwiceFromOneArray(String kind, Object value) throws Exception {
		Object[] copy = RoundTrips.trip(new Object[] { "before", value, null, List.of(1), value });
		assertThat(copy[1]).isEqualTo(value);
		assertThat(copy[4]).isEqualTo(value);
		assertThat(copy[0]).isEqualTo("before");
		assertThat(copy[3]).isEqualTo(List.of(1));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "arrays", "identityEquals", "views" })
	void identityIsKept(String kind, Object value) throws Exception {
		Object[] copy = RoundTrips.trip(new Object[] { value, List.of(value) });
		assertThat(((List<?>) copy[1]).get(0)).isSameAs(copy[0]);
	}

	static Stream<Arguments> scalars() {
		return Stream.of(arguments("true", true), arguments("byte", (byte) -7), arguments("short", (short) -300),
				arguments("char", 'ß'), arguments("lone surrogate char", '\ud800'), arguments("int", -1),
				arguments("int max", Integer.MAX_VALUE), arguments("int min", Integer.MIN_VALUE),
				arguments("long", 1L << 40), arguments("long -1", -1L), arguments("long 2^30", 1L << 30),
				arguments("long -2^30", -(1L << 30)), arguments("long -2^30-1", -(1L << 30) - 1),
				arguments("long min", Long.MIN_VALUE), arguments("float", Float.NaN), arguments("double", -0.0),
				arguments("empty string", ""), arguments("ascii", "hello"), arguments("latin-1", "grüße"),
				arguments("wide", "日本語"), arguments("lone surrogate", "a\udc00b"),
				arguments("63 chars", "x".repeat(63)), arguments("64 chars", "x".repeat(64)),
				arguments("65 chars", "x".repeat(65)), arguments("long ascii", "abc".repeat(5000)),
				arguments("long latin-1", "äöü".repeat(5000)), arguments("long wide", "ab語".repeat(5000)),
				arguments("long with surrogates", "ab\ud83d\ude00\ud83d".repeat(500)));
	}

	static Stream<Arguments> values() throws Exception {
		return Stream.of(arguments("BigDecimal", new BigDecimal("123.4500")),
				arguments("BigInteger", BigInteger.TWO.pow(200).negate()), arguments("UUID", UUID.randomUUID()),
				arguments("URI", URI.create("http://localhost:80/a?b=c#d")),
				arguments("URL", new URL("file:/tmp/x.txt")), arguments("Locale", Locale.CANADA_FRENCH),
				arguments("odd Locale", new Locale("xx", "YY", "a b")),
				arguments("Japanese Locale", new Locale("ja", "JP", "JP")),
				arguments("Currency", Currency.getInstance("EUR")), arguments("Charset", StandardCharsets.UTF_16LE),
				arguments("Path", Path.of("a", "b.txt")), arguments("File", new File("/tmp/x")),
				arguments("Class", Address.class), arguments("primitive Class", int.class),
				arguments("array Class", Address[][].class), arguments("interface Class", List.class),
				arguments("own interface Class", Samples.Task.class),
				arguments("StackTraceElement", new Throwable().getStackTrace()[0]),
				arguments("InetAddress", InetAddress.getByAddress("example", new byte[] { 10, 0, 0, 1 })),
				arguments("Inet6Address", InetAddress.getByName("::1")),
				arguments("InetSocketAddress", new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)),
				arguments("unresolved", InetSocketAddress.createUnresolved("nowhere.invalid", 8080)),
				arguments("OptionalInt", OptionalInt.of(3)), arguments("OptionalLong", OptionalLong.empty()),
				arguments("OptionalDouble", OptionalDouble.of(0.5)),
				arguments("TimeZone", TimeZone.getTimeZone("Europe/Berlin")),
				arguments("SimpleTimeZone", new SimpleTimeZone(3_600_000, "X")),
				arguments("Optional", Optional.of("x")), arguments("empty Optional", Optional.empty()),
				arguments("BitSet", BitSet.valueOf(new long[] { 5, 0, 9 })), arguments("Date", new Date(12345)),
				arguments("sql Timestamp", new java.sql.Timestamp(123456789L)),
				arguments("sql Date", new java.sql.Date(123456789L)),
				arguments("GregorianCalendar", new GregorianCalendar(2020, 1, 29)),
				arguments("ByteBuffer", ByteBuffer.wrap(new byte[] { 1, 2, 3, 4 }, 1, 2)),
				arguments("Map.entry", Map.entry("a", 1)),
				arguments("SimpleEntry", new AbstractMap.SimpleEntry<>("a", null)),
				arguments("SimpleImmutableEntry", new AbstractMap.SimpleImmutableEntry<>("a", 1)),
				arguments("RoundingMode", RoundingMode.HALF_EVEN), arguments("TimeUnit", TimeUnit.DAYS));
	}

	static Stream<Arguments> times() {
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		return Stream.of(arguments("Instant", Instant.now()), arguments("Instant.MIN", Instant.MIN),
				arguments("Duration", Duration.ofMillis(-1)), arguments("Period", Period.of(1, -2, 3)),
				arguments("LocalDate", LocalDate.of(-5, 2, 28)), arguments("LocalTime", LocalTime.MAX),
				arguments("LocalDateTime", LocalDateTime.MAX), arguments("OffsetTime", OffsetTime.MIN),
				arguments("OffsetDateTime", OffsetDateTime.now()),
				arguments("ZonedDateTime", ZonedDateTime.now(berlin)),
				arguments("ZonedDateTime in the later of two equal hours",
						ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, berlin).withLaterOffsetAtOverlap()),
				arguments("ZonedDateTime with offset", ZonedDateTime.now(ZoneOffset.ofHours(3))),
				arguments("Year", Year.of(2024)), arguments("YearMonth", YearMonth.of(2024, 2)),
				arguments("MonthDay", MonthDay.of(2, 29)), arguments("ZoneOffset", ZoneOffset.ofHoursMinutes(5, 45)),
				arguments("ZoneId", berlin), arguments("DayOfWeek", DayOfWeek.FRIDAY),
				arguments("JapaneseDate", java.time.chrono.JapaneseDate.now()));
	}

	static Stream<Arguments> objects() {
		Address address = new Address("Elm", 5);
		Tags tags = new Tags();
		tags.add("x");
		tags.add(address);
		return Stream.of(arguments("record", new Person(1L << 50, "Ann", 42, 1.5, List.of("a", "b"), address)),
				arguments("record with nulls", new Person(1, null, 0, 0, null, null)),
				arguments("empty record", new Empty()),
				arguments("generic record", new Generic<>(address, Map.of("k", List.of(address, address)))),
				arguments("record of everything",
						new Everything(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "s", 7, Optional.of("o"),
								address)),
				arguments("POJO", new Account("Bob", "DE1", new BigDecimal("1.50"), 1, 2, 3)),
				arguments("enum", Colour.RED), arguments("enum with a body", Colour.GREEN),
				arguments("writeReplace and readResolve", new SerializedByProxy("s")),
				arguments("readResolve", Singleton.INSTANCE),
				arguments("writeObject and readObject", new CustomStream(address, "p")),
				arguments("Externalizable", new External("e")), arguments("subclass of ArrayList", tags),
				arguments("double-brace map", new HashMap<>(Map.of("a", 1))));
	}

	static Stream<Arguments> lists() {
		List<Object> base = Arrays.asList("a", 1, null, new Address("x", 2), Colour.BLUE);
		return Stream.of(arguments("ArrayList", new ArrayList<>(base)), arguments("LinkedList", new LinkedList<>(base)),
				arguments("Vector", new Vector<>(base)),
				arguments("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(base)), arguments("Arrays.asList", base),
				arguments("List.of()", List.of()), arguments("List.of(1)", List.of(1)),
				arguments("List.of(1,2)", List.of(1, 2)), arguments("List.of(1..5)", List.of(1, 2, 3, 4, 5)),
				arguments("Stream.toList with null", base.stream().toList()),
				arguments("emptyList", Collections.emptyList()),
				arguments("singletonList", Collections.singletonList(null)),
				arguments("unmodifiableList", Collections.unmodifiableList(new ArrayList<>(base))),
				arguments("unmodifiable LinkedList as List", Collections.unmodifiableList(new ArrayList<>())),
				arguments("synchronizedList", Collections.synchronizedList(new ArrayList<>(base))));
	}

	static Stream<Arguments> setsAndQueues() {
		List<String> base = List.of("c", "a", "b");
		Stack<String> stack = new Stack<>();
		stack.addAll(base);
		return Stream.of(arguments("HashSet", new HashSet<>(base)),
				arguments("LinkedHashSet", new LinkedHashSet<>(base)), arguments("TreeSet", new TreeSet<>(base)),
				arguments("Stack", stack), arguments("ConcurrentSkipListSet", new ConcurrentSkipListSet<>(base)),
				arguments("CopyOnWriteArraySet", new CopyOnWriteArraySet<>(base)),
				arguments("Set.of", Set.of("a", "b", "c")), arguments("Set.of()", Set.of()),
				arguments("Set.of(1)", Set.of(1)), arguments("emptySet", Collections.emptySet()),
				arguments("singleton", Collections.singleton("x")),
				arguments("unmodifiableSet", Collections.unmodifiableSet(new HashSet<>(base))),
				arguments("unmodifiableSortedSet", Collections.unmodifiableSortedSet(new TreeSet<>(base))),
				arguments("synchronizedSet", Collections.synchronizedSet(new HashSet<>(base))),
				arguments("EnumSet", EnumSet.of(Colour.GREEN, Colour.BLUE)),
				arguments("empty EnumSet", EnumSet.noneOf(Colour.class)),
				arguments("ConcurrentHashMap.newKeySet", keySet(base)));
	}

	private static Set<String> keySet(List<String> base) {
		Set<String> set = ConcurrentHashMap.newKeySet();
		set.addAll(base);
		return set;
	}

	static Stream<Arguments> maps() {
		Map<Object, Object> base = new HashMap<>(Map.of("a", 1, "b", List.of("x"), 3, "c"));
		Map<String, Integer> sorted = Map.of("x", 1, "y", 2);
		TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
		reversed.putAll(sorted);
		TreeMap<String, Integer> byLength = new TreeMap<>(
				Comparator.comparing((Function<String, Integer> & Serializable) String::length)
					.thenComparing(Comparator.naturalOrder()));
		byLength.putAll(sorted);
		Properties properties = new Properties(new Properties());
		properties.setProperty("k", "v");
		return Stream.of(arguments("HashMap", base), arguments("LinkedHashMap", new LinkedHashMap<>(base)),
				arguments("TreeMap", new TreeMap<>(sorted)), arguments("TreeMap with comparator", reversed),
				arguments("TreeMap with lambda comparator", byLength),
				arguments("ConcurrentHashMap", new ConcurrentHashMap<>(base)),
				arguments("ConcurrentSkipListMap", new ConcurrentSkipListMap<>(sorted)),
				arguments("WeakHashMap", new WeakHashMap<>(Map.of("interned", 1))),
				arguments("Hashtable", new Hashtable<>(base)), arguments("Properties", properties),
				arguments("EnumMap", new EnumMap<>(Map.of(Colour.RED, "r"))),
				arguments("empty EnumMap", new EnumMap<>(Colour.class)), arguments("Map.of()", Map.of()),
				arguments("Map.of(1)", Map.of("a", 1)), arguments("Map.of(2)", Map.of("a", 1, "b", 2)),
				arguments("emptyMap", Collections.emptyMap()),
				arguments("singletonMap", Collections.singletonMap("a", null)),
				arguments("unmodifiableMap", Collections.unmodifiableMap(base)),
				arguments("unmodifiableSortedMap", Collections.unmodifiableSortedMap(reversed)),
				arguments("synchronizedMap", Collections.synchronizedMap(base)),
				arguments("map with null key and value", new HashMap<>(Collections.singletonMap(null, null))));
	}

	static Stream<Arguments> arrays() {
		return Stream.of(arguments("boolean[]", new boolean[] { true, false }),
				arguments("byte[]", new byte[] { 1, -2 }), arguments("short[]", new short[] { 300, -2 }),
				arguments("char[]", new char[] { 'a', '\ud800' }),
				arguments("int[]", new int[] { 1, Integer.MIN_VALUE }),
				arguments("long[]", new long[] { 1, Long.MIN_VALUE }), arguments("float[]", new float[] { 1.5f }),
				arguments("double[]", new double[] { 1.5, Double.NaN }),
				arguments("int[][]", new int[][] { { 1 }, {}, null }),
				arguments("String[]", new String[] { "a", null }),
				arguments("Object[]", new Object[] { 1, "a", null, new Object[0] }),
				arguments("record[]", new Address[] { new Address("a", 1), null }),
				arguments("List[]", new List<?>[] { List.of(1) }), arguments("enum[]", Colour.values()),
				arguments("record[][][]", new Address[1][2][3]), arguments("empty", new Object[0]));
	}

	static Stream<Arguments> identityEquals() {
		AtomicIntegerArray array = new AtomicIntegerArray(new int[] { 1, 2 });
		return Stream.of(arguments("StringBuilder", new StringBuilder("äb")),
				arguments("StringBuffer", new StringBuffer("x")), arguments("AtomicInteger", new AtomicInteger(5)),
				arguments("AtomicLong", new AtomicLong(-5)), arguments("AtomicBoolean", new AtomicBoolean(true)),
				arguments("AtomicReference", new AtomicReference<>("r")), arguments("AtomicIntegerArray", array),
				arguments("AtomicLongArray", new AtomicLongArray(new long[] { 9 })),
				arguments("AtomicReferenceArray", new AtomicReferenceArray<>(new Object[] { "a", null })),
				arguments("ArrayDeque", new ArrayDeque<>(List.of(1, 2))),
				arguments("PriorityQueue", new PriorityQueue<>(List.of(3, 1, 2))),
				arguments("ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(List.of(1, 2))),
				arguments("ConcurrentLinkedDeque", new ConcurrentLinkedDeque<>(List.of(1, 2))),
				arguments("LinkedBlockingQueue", new LinkedBlockingQueue<>(List.of(1, 2))),
				arguments("LinkedBlockingDeque", new LinkedBlockingDeque<>(List.of(1, 2))),
				arguments("ArrayBlockingQueue", new ArrayBlockingQueue<>(5, false, List.of(1, 2))),
				arguments("PriorityBlockingQueue", new PriorityBlockingQueue<>(List.of(3, 1))),
				arguments("IdentityHashMap", new IdentityHashMap<>(Map.of(Colour.RED, 1))),
				arguments("unmodifiableCollection", Collections.unmodifiableCollection(new ArrayList<>(List.of(1)))));
	}

	static Stream<Arguments> views() {
		List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
		NavigableMap<String, Integer> map = new TreeMap<>(Map.of("a", 1, "b", 2));
		return Stream.of(arguments("subList", list.subList(1, 3)),
				arguments("List.of subList", List.of(1, 2, 3, 4).subList(1, 3)),
				arguments("nCopies", Collections.nCopies(3, "x")), arguments("keySet", new HashMap<>(map).keySet()),
				arguments("values", map.values()), arguments("entrySet", map.entrySet()),
				arguments("headMap", map.headMap("b")), arguments("descendingSet", map.descendingKeySet()),
				arguments("checkedList", Collections.checkedList(list, Integer.class)),
				arguments("newSetFromMap", Collections.newSetFromMap(new HashMap<>())));
	}

	@Test
	void patternsSurvive() throws Exception {
		Pattern copy = RoundTrips.trip(Pattern.compile("a(b)+", Pattern.CASE_INSENSITIVE));
		assertThat(copy.pattern()).isEqualTo("a(b)+");
		assertThat(copy.flags()).isEqualTo(Pattern.CASE_INSENSITIVE);
	}

	@Test
	void nullComesBackAsNull() throws Exception {
		assertThat(RoundTrips.<Object>trip(null)).isNull();
	}

	@Test
	void tinyPayloadsAreSmall() throws Exception {
		assertThat(RoundTrips.codec().encode(new Object[] { 5, "abc" }).remaining()).isLessThanOrEqualTo(10);
	}

	@Test
	void finalFieldsAreRestoredAndTransientOnesAreNot() throws Exception {
		Account copy = RoundTrips.trip(new Account("Bob", "DE1", BigDecimal.ONE));
		assertThat(copy.cache()).isNull();
	}

	@Test
	void comparatorsSurvive() throws Exception {
		PriorityQueue<String> queue = new PriorityQueue<>(
				Comparator.comparing((Function<String, Integer> & Serializable) String::length).reversed());
		queue.addAll(List.of("a", "ccc", "bb"));
		PriorityQueue<String> copy = RoundTrips.trip(queue);
		assertThat(copy.poll()).isEqualTo("ccc");
		TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		map.put("A", 1);
		assertThat(RoundTrips.trip(map)).containsKey("a");
	}

	@Test
	void byteOrderAndReadOnlinessOfBuffersSurvive() throws Exception {
		ByteBuffer copy = RoundTrips.trip(
				ByteBuffer.allocateDirect(4).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 7).asReadOnlyBuffer());
		assertThat(copy.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
		assertThat(copy.isReadOnly()).isTrue();
		assertThat(copy.remaining()).isEqualTo(4);
	}

	@Test
	void defaultsOfPropertiesSurvive() throws Exception {
		Properties defaults = new Properties();
		defaults.setProperty("a", "default");
		Properties copy = RoundTrips.trip(new Properties(defaults));
		assertThat(copy.getProperty("a")).isEqualTo("default");
		assertThat(copy).isEmpty();
	}

	@Test
	void wrappersKeepTheirNature() throws Exception {
		List<Integer> fixed = RoundTrips.trip(Collections.unmodifiableList(new ArrayList<>(List.of(1))));
		assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> fixed.add(2)))
			.isInstanceOf(UnsupportedOperationException.class);
	}

}
