package io.aiopool.benchmarks;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which kinds of object come back as they were, by codec. The argument objects are made
 * as users make them: most are not Serializable. Arguments: codecs.
 */
public final class CodecKinds {

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Map<String, BiPredicate<Object, Object>> checks = new HashMap<>();

	private CodecKinds() {
	}

	record Point(int x, int y) {
	}

	static final class Pojo {

		final String name;

		@Nullable Pojo next;

		Pojo(String name) {
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Pojo that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final int code;

		Failure(String message, int code, Throwable cause) {
			super(message, cause);
			this.code = code;
		}

	}

	static final class Replaced implements Serializable {

		private static final long serialVersionUID = 1L;

		static final Replaced ONE = new Replaced();

		private Object readResolve() {
			return ONE;
		}

	}

	interface Body extends Serializable {

		Object run(int value);

	}

	private void add(String kind, Object value) {
		this.values.put(kind, value);
	}

	private void add(String kind, Object value, BiPredicate<Object, Object> check) {
		this.values.put(kind, value);
		this.checks.put(kind, check);
	}

	private void fill() {
		add("String, numbers", List.of("grüße", 1, 2L, 1.5, 'c', true, (byte) 1, (short) 2, 1f));
		add("record", new Point(1, 2));
		add("record in records", List.of(Optional.of(new Point(1, 2))));
		add("POJO", new Pojo("p"));
		add("enum", TimeUnit.DAYS);
		add("int[][]", new int[][] { { 1 }, { 2, 3 } });
		add("record[]", new Point[] { new Point(1, 2), null });
		add("List.of", List.of(1, 2, 3));
		add("Set.of", Set.of("a", "b", "c"));
		add("Map.of", Map.of("a", 1, "b", 2));
		add("unmodifiableList", Collections.unmodifiableList(new ArrayList<>(List.of(1))));
		add("synchronizedMap", Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))));
		add("emptyList, singleton", List.of(Collections.emptyList(), Collections.singleton("x")));
		add("Arrays.asList", Arrays.asList("a", null));
		add("subList", new ArrayList<>(List.of(1, 2, 3)).subList(1, 3));
		add("TreeMap with comparator", new TreeMap<>(Comparator.reverseOrder()),
				(a, b) -> a.equals(b) && ((TreeMap<?, ?>) b).comparator() == ((TreeMap<?, ?>) a).comparator());
		add("EnumMap", new EnumMap<>(Map.of(TimeUnit.DAYS, 1)));
		add("EnumSet", EnumSet.of(TimeUnit.DAYS));
		add("ArrayDeque", new ArrayDeque<>(List.of(1, 2)), CodecKinds::sameText);
		add("PriorityQueue", new PriorityQueue<>(List.of(2, 1)), CodecKinds::sameText);
		add("ConcurrentHashMap", new ConcurrentHashMap<>(Map.of(1, 2)));
		add("stream toList", Arrays.asList("a", null).stream().toList());
		add("Optional", Optional.of("x"));
		add("LocalDate", LocalDate.now());
		add("Instant", Instant.now());
		add("ZonedDateTime", ZonedDateTime.now());
		add("BigDecimal", new BigDecimal("1.50"));
		add("UUID", UUID.randomUUID());
		add("URI", URI.create("a:b"));
		add("Locale", Locale.CANADA_FRENCH);
		add("Currency", Currency.getInstance("EUR"));
		add("Pattern", Pattern.compile("a+"), CodecKinds::sameText);
		add("BitSet", BitSet.valueOf(new long[] { 9 }));
		add("StringBuilder", new StringBuilder("sb"), CodecKinds::sameText);
		add("AtomicInteger", new AtomicInteger(3), CodecKinds::sameText);
		add("Class", Point.class);
		add("ByteBuffer", java.nio.ByteBuffer.wrap(new byte[] { 1, 2 }));
		add("Path", Path.of("a/b"));
		add("Date", new java.util.Date(5));
		add("shared object", shared(), (a, b) -> ((Object[]) b)[0] == ((Object[]) b)[1]);
		add("cycle", cycle(), (a, b) -> ((Pojo) b).next == b);
		add("exception with cause and trace", failure(), CodecKinds::sameFailure);
		add("JDK exception", new java.sql.SQLException("r", "42", 7),
				(a, b) -> sameFailure(a, b) && ((java.sql.SQLException) b).getErrorCode() == 7);
		add("suppressed exceptions", suppressed(),
				(a, b) -> sameFailure(a, b) && ((Throwable) b).getSuppressed().length == 1);
		add("readResolve", Replaced.ONE, (a, b) -> a == b);
		add("lambda", (Body) (value) -> value + 1, (a, b) -> ((Body) b).run(1).equals(2));
		add("method reference", (Function<Object, Object> & Serializable) String::valueOf,
				(a, b) -> ((Function<?, ?>) b) != null);
	}

	private static boolean sameText(Object a, Object b) {
		return a.getClass() == b.getClass() && a.toString().equals(b.toString());
	}

	private static boolean sameFailure(Object a, Object b) {
		Throwable one = (Throwable) a;
		Throwable other = (Throwable) b;
		return one.getClass() == other.getClass() && one.toString().equals(other.toString())
				&& Arrays.equals(one.getStackTrace(), other.getStackTrace())
				&& sameCause(one.getCause(), other.getCause())
				&& (!(a instanceof Failure failure) || failure.code == ((Failure) b).code);
	}

	private static boolean sameCause(@Nullable Throwable one, @Nullable Throwable other) {
		return one == null || other != null && sameFailure(one, other);
	}

	private static Object shared() {
		Pojo shared = new Pojo("s");
		return new Object[] { shared, shared };
	}

	private static Object cycle() {
		Pojo pojo = new Pojo("c");
		pojo.next = pojo;
		return pojo;
	}

	private static Throwable failure() {
		return new Failure("m", 7, new IOException("disk"));
	}

	private static Throwable suppressed() {
		Throwable failure = failure();
		failure.addSuppressed(new IllegalStateException("closing"));
		return failure;
	}

	public static void main(String[] args) {
		String[] codecs = (args.length > 0) ? args : new String[] { "tagged", "jdk", "kryo-refs", "fory-refs" };
		CodecKinds kinds = new CodecKinds();
		kinds.fill();
		for (String codec : codecs) {
			List<String> lost = new ArrayList<>();
			kinds.values.forEach((kind, value) -> {
				if (!kinds.comesBack(codec, kind, value)) {
					lost.add(kind);
				}
			});
			System.out.println(String.format(Locale.ROOT, "%-10s %d of %d%s", codec, kinds.values.size() - lost.size(),
					kinds.values.size(), lost.isEmpty() ? "" : "; not: " + String.join(", ", lost)));
		}
	}

	private boolean comesBack(String name, String kind, Object value) {
		try {
			CodecUnderTest codec = CodecUnderTest.of(name);
			Object copy = codec.decode(codec.encode(value));
			return copy != null && this.checks.getOrDefault(kind, Objects::deepEquals).test(value, copy);
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			return false;
		}
	}

}
