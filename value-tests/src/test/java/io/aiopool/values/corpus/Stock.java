package io.aiopool.values.corpus;

import java.io.File;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.aiopool.values.HibernateSessions;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Samples of types, from which values are made. Each time anew, and the same in every
 * process.
 */
final class Stock {

	/** Texts that some class or other can parse. */
	static final List<String> TEXTS = List.of("a", "b", "1", "Ab", "2024-02-29", "10:15:30", "2024-02-29T10:15:30",
			"2024-02-29T10:15:30Z", "2024-02-29T10:15:30+01:00", "2024-02-29T10:15:30+01:00[Europe/Paris]", "P1Y2M3D",
			"PT8H", "2024-02", "--02-29", "+01:00", "Europe/Paris", "http://localhost/a?b=c", "127.0.0.1", "en-GB",
			"USD", "UTF-8", "text/html;charset=UTF-8", "00000000-0000-0001-0000-000000000002", "#,##0.00", "USD 12.34",
			"{\"a\":1}", "\"string\"", "10MB", "localhost:80", "bytes=0-9");

	private static final Map<Class<?>, List<Supplier<?>>> SAMPLES = new HashMap<>();

	private static final Map<Class<?>, List<Supplier<?>>> FOUND = new ConcurrentHashMap<>();

	private static final int MOST_FOUND = 3;

	private static final int MOST_DEPTH = 2;

	static {
		primitives();
		times();
		collections();
		functions();
		add(Object.class, () -> "a", () -> 1, () -> "b");
		add(Comparable.class, () -> "a", () -> "c", () -> 1);
		add(Number.class, () -> 1, () -> new BigDecimal("1.50"));
		add(BigDecimal.class, () -> new BigDecimal("1.50"), () -> new BigDecimal("-3"));
		add(BigInteger.class, () -> BigInteger.TEN, () -> new BigInteger("-7"));
		add(Locale.class, () -> Locale.GERMANY, () -> Locale.ROOT);
		add(Currency.class, () -> Currency.getInstance("EUR"));
		add(Charset.class, () -> StandardCharsets.UTF_8, () -> StandardCharsets.ISO_8859_1);
		add(UUID.class, () -> new UUID(1, 2));
		add(URI.class, () -> URI.create("http://localhost/a?b=c"));
		add(Path.class, () -> Path.of("a", "b"));
		add(File.class, () -> new File("a"));
		add(ByteBuffer.class, () -> ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
		add(Optional.class, () -> Optional.of("a"), Optional::empty);
		add(Class.class, () -> String.class, () -> TimeUnit.class, () -> Integer.class);
		add(Enum.class, () -> TimeUnit.DAYS, () -> TimeUnit.HOURS);
		add(Throwable.class, () -> new IllegalStateException("a"));
		add(Exception.class, () -> new IllegalStateException("a"));
		add(Random.class, () -> new Random(42));
		add(RoundingMode.class, () -> RoundingMode.HALF_UP);
		add(SharedSessionContractImplementor.class, HibernateSessions::make);
	}

	private Stock() {
	}

	private static void primitives() {
		add(boolean.class, () -> true, () -> false);
		add(byte.class, () -> (byte) 3, () -> (byte) -1);
		add(short.class, () -> (short) 3, () -> (short) -1);
		add(char.class, () -> 'a', () -> 'z');
		add(int.class, () -> 3, () -> 1, () -> 0, () -> 20);
		add(long.class, () -> 3L, () -> 1L, () -> 0L, () -> 20L);
		add(float.class, () -> 1.5f, () -> 0.25f);
		add(double.class, () -> 1.5, () -> 0.25, () -> -0.0);
		add(Boolean.class, () -> true, () -> false);
		add(Byte.class, () -> (byte) 3);
		add(Short.class, () -> (short) 3);
		add(Character.class, () -> 'a');
		add(Integer.class, () -> 3, () -> 1);
		add(Long.class, () -> 3L, () -> 1L);
		add(Float.class, () -> 1.5f);
		add(Double.class, () -> 1.5);
		add(byte[].class, () -> new byte[] { 1, 2, 3, 4 }, () -> new byte[16]);
		add(char[].class, () -> new char[] { 'a', 'b' });
		add(int[].class, () -> new int[] { 3, 1, 2 });
		add(long[].class, () -> new long[] { 3, 1, 2 });
		add(double[].class, () -> new double[] { 1, 2, 3, 4, 5, 6 });
		add(Object[].class, () -> new Object[] { "b", "a" }, () -> new Object[] { 1 });
		List<Supplier<?>> texts = new ArrayList<>();
		TEXTS.forEach((text) -> texts.add(() -> text));
		SAMPLES.put(String.class, texts);
		SAMPLES.put(CharSequence.class, texts);
	}

	private static void times() {
		add(ZoneId.class, () -> ZoneId.of("Europe/Paris"), () -> ZoneOffset.UTC);
		add(ZoneOffset.class, () -> ZoneOffset.ofHours(2), () -> ZoneOffset.UTC);
		add(TimeZone.class, () -> TimeZone.getTimeZone("Europe/Paris"), () -> TimeZone.getTimeZone("GMT+3"));
		add(Instant.class, () -> Instant.ofEpochSecond(1, 2));
		add(Duration.class, () -> Duration.ofSeconds(90), () -> Duration.ZERO);
		add(LocalDate.class, () -> LocalDate.of(2024, 2, 29));
		add(LocalTime.class, () -> LocalTime.of(10, 15, 30));
		add(LocalDateTime.class, () -> LocalDateTime.of(2024, 2, 29, 10, 15));
		add(ZonedDateTime.class, () -> ZonedDateTime.parse("2024-02-29T10:15:30+01:00[Europe/Paris]"));
		add(Temporal.class, () -> ZonedDateTime.parse("2024-02-29T10:15:30+01:00[Europe/Paris]"));
		add(TemporalAccessor.class, () -> ZonedDateTime.parse("2024-02-29T10:15:30+01:00[Europe/Paris]"),
				() -> DayOfWeek.FRIDAY);
		add(TemporalAmount.class, () -> Duration.ofHours(3));
		add(TemporalUnit.class, () -> ChronoUnit.HOURS, () -> ChronoUnit.DAYS);
		add(TemporalField.class, () -> ChronoField.DAY_OF_MONTH, () -> ChronoField.HOUR_OF_DAY);
		add(Chronology.class, () -> IsoChronology.INSTANCE);
		add(DateTimeFormatter.class, () -> DateTimeFormatter.ISO_DATE);
		add(Clock.class, () -> Clock.fixed(Instant.ofEpochSecond(1), ZoneOffset.UTC));
		add(Date.class, () -> new Date(1_700_000_000_123L));
	}

	private static void collections() {
		add(Comparator.class, () -> String.CASE_INSENSITIVE_ORDER, Comparator::reverseOrder);
		add(Iterable.class, Stock::list, Stock::sortedSet);
		add(Collection.class, Stock::list, Stock::sortedSet, Stock::deque);
		add(List.class, Stock::list, () -> new LinkedList<>(list()), () -> List.of("x"), ArrayList::new);
		add(Set.class, Stock::sortedSet, () -> new LinkedHashSet<>(list()), () -> EnumSet.of(TimeUnit.DAYS),
				HashSet::new);
		add(SortedSet.class, Stock::sortedSet, TreeSet::new);
		add(NavigableSet.class, Stock::sortedSet, () -> new TreeSet<>(List.of(5, 2, 9)));
		add(Queue.class, () -> new PriorityQueue<>(list()), Stock::deque);
		add(Deque.class, Stock::deque);
		add(BlockingQueue.class, () -> new LinkedBlockingQueue<>(list()));
		add(Map.class, Stock::sortedMap, Stock::accessOrder, () -> Map.of("k", 7), HashMap::new);
		add(SortedMap.class, Stock::sortedMap);
		add(NavigableMap.class, Stock::sortedMap, () -> new TreeMap<>(Map.of(1, "x", 5, "y")));
		add(ConcurrentMap.class, () -> new ConcurrentHashMap<>(Map.of("a", 1)));
		add(java.util.concurrent.ConcurrentNavigableMap.class, () -> new ConcurrentSkipListMap<>(sortedMap()));
		add(Iterator.class, () -> list().iterator());
		add(Enumeration.class, () -> Collections.enumeration(list()));
		add(java.util.Dictionary.class, () -> new Hashtable<>(Map.of("a", 1)));
		add(Map.Entry.class, () -> Map.entry("a", 1));
	}

	private static List<String> list() {
		return new ArrayList<>(List.of("b", "a", "C"));
	}

	private static Deque<String> deque() {
		return new ArrayDeque<>(list());
	}

	private static NavigableSet<String> sortedSet() {
		NavigableSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(list());
		return set;
	}

	private static NavigableMap<String, Integer> sortedMap() {
		NavigableMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		map.put("b", 1);
		map.put("a", 2);
		map.put("C", 3);
		return map;
	}

	private static Map<String, Integer> accessOrder() {
		Map<String, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
		map.putAll(sortedMap());
		return map;
	}

	private static void functions() {
		add(Function.class, () -> (Function<Object, Object> & java.io.Serializable) String::valueOf);
		add(Supplier.class, () -> (Supplier<Object> & java.io.Serializable) () -> "a");
		add(Predicate.class, () -> (Predicate<Object> & java.io.Serializable) "a"::equals);
		add(UnaryOperator.class, () -> (UnaryOperator<Object> & java.io.Serializable) (value) -> value);
		add(BiFunction.class, () -> (BiFunction<Object, Object, Object> & java.io.Serializable) (a, b) -> a);
		add(BinaryOperator.class, () -> (BinaryOperator<Object> & java.io.Serializable) (a, b) -> a);
		add(Runnable.class, () -> (Runnable & java.io.Serializable) () -> {
		});
	}

	private static void add(Class<?> type, Supplier<?>... samples) {
		SAMPLES.put(type, List.of(samples));
	}

	/** Returns what makes samples of a type. */
	static List<Supplier<?>> samples(Class<?> type, int depth) {
		List<Supplier<?>> samples = SAMPLES.get(type);
		if (samples != null) {
			return samples;
		}
		if (type.isEnum()) {
			Object[] constants = type.getEnumConstants();
			return (constants.length == 0) ? List.of()
					: List.of(() -> constants[0], () -> constants[constants.length - 1]);
		}
		if (type.isArray()) {
			return arrays(type.getComponentType(), depth);
		}
		if (type.isPrimitive() || depth >= MOST_DEPTH) {
			return List.of();
		}
		List<Supplier<?>> found = FOUND.get(type);
		if (found == null) {
			found = find(type, depth);
			FOUND.putIfAbsent(type, found);
		}
		return found;
	}

	private static List<Supplier<?>> arrays(Class<?> component, int depth) {
		List<Supplier<?>> elements = samples(component, depth);
		if (elements.isEmpty()) {
			return List.of(() -> Array.newInstance(component, 0));
		}
		return List.of(() -> array(component, elements), () -> Array.newInstance(component, 0));
	}

	private static Object array(Class<?> component, List<Supplier<?>> elements) {
		int length = Math.min(3, elements.size());
		Object array = Array.newInstance(component, length);
		for (int i = 0; i < length; i++) {
			Array.set(array, i, elements.get(i).get());
		}
		return array;
	}

	private static List<Supplier<?>> find(Class<?> type, int depth) {
		List<Supplier<?>> found = new ArrayList<>();
		for (Recipe recipe : Recipes.bases(type, depth + 1)) {
			if (found.size() < MOST_FOUND && type.isInstance(recipe.tryMake())) {
				found.add(recipe::tryMake);
			}
		}
		return List.copyOf(found);
	}

}
