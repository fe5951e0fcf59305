package io.aiopool.values.corpus;

import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.aiopool.RemoteFunction;

/**
 * Values of the JDK and of applications, one for each line of the page of values that
 * tells of them.
 */
public final class JdkExamples {

	private JdkExamples() {
	}

	@Shown(kind = "Texts and numbers", value = "`String`")
	public static Object string() {
		return "a" + (char) 0x1F600;
	}

	@Shown(kind = "Texts and numbers", value = "`Integer`, `Long`, `Double`")
	public static Object integerLongDouble() {
		return List.of(1, 2L, -0.0, Double.NaN, (short) 3, (byte) 4, 'c', true, 1.5f);
	}

	@Shown(kind = "Texts and numbers", value = "`BigDecimal`")
	public static Object bigdecimal() {
		return new BigDecimal("1.500");
	}

	@Shown(kind = "Texts and numbers", value = "`BigInteger`")
	public static Object biginteger() {
		return BigInteger.TEN.pow(40);
	}

	@Shown(kind = "Arrays", value = "arrays of primitives")
	public static Object arraysOfPrimitives() {
		return new int[] { 3, 1 };
	}

	@Shown(kind = "Arrays", value = "arrays of objects")
	public static Object arraysOfObjects() {
		return new String[][] { { "a" }, null };
	}

	@Shown(kind = "Your own types", value = "records")
	public static Object records() {
		return new Point(1, "a");
	}

	@Shown(kind = "Your own types", value = "classes, field by field")
	public static Object classesFieldByField() {
		return new Node();
	}

	@Shown(kind = "Your own types", value = "enums")
	public static Object enums() {
		return Level.HIGH;
	}

	@Shown(kind = "Your own types", value = "constants, such as `Point.ORIGIN`")
	public static Object constantsSuchAsPointOrigin() {
		return Point.ORIGIN;
	}

	@Shown(kind = "Times", value = "`Instant`")
	public static Object instant() {
		return Instant.ofEpochSecond(1, 2);
	}

	@Shown(kind = "Times", value = "`LocalDate`, `LocalDateTime`")
	public static Object localdateLocaldatetime() {
		return LocalDateTime.of(2024, 2, 29, 10, 15);
	}

	@Shown(kind = "Times", value = "`ZonedDateTime`")
	public static Object zoneddatetime() {
		return ZonedDateTime.parse("2024-02-29T10:15:30+01:00[Europe/Paris]");
	}

	@Shown(kind = "Times", value = "`Duration`, `Period`")
	public static Object durationPeriod() {
		return List.of(Duration.ofHours(3), Period.ofDays(2));
	}

	@Shown(kind = "Times", value = "`Clock`")
	public static Object clock() {
		return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
	}

	@Shown(kind = "Times", value = "`java.util.Date`")
	public static Object javaUtilDate() {
		return new Date(1);
	}

	@Shown(kind = "Times", value = "`Calendar`")
	public static Object calendar() throws Exception {
		Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Paris"));
		calendar.setTimeInMillis(1);
		return calendar;
	}

	@Shown(kind = "Times", value = "`java.sql.Timestamp`")
	public static Object javaSqlTimestamp() {
		return new Timestamp(1);
	}

	@Shown(kind = "Collections", value = "`List.of`, `Set.of`, `Map.of`")
	public static Object listOfSetOfMapOf() {
		return List.of(List.of("a"), Set.of("a"), Map.of("a", 1));
	}

	@Shown(kind = "Collections", value = "`ArrayList`, `LinkedList`, `ArrayDeque`")
	public static Object arraylistLinkedlistArraydeque() {
		return new ArrayList<>(List.of("b", new LinkedList<>(List.of("a"))));
	}

	@Shown(kind = "Collections", value = "`HashMap`, `LinkedHashMap`, access order included")
	public static Object hashmapLinkedhashmapAccessOrderIncluded() {
		Map<Object, Object> map = new LinkedHashMap<>(16, 0.75f, true);
		map.put("a", 1);
		map.put("b", 2);
		return map;
	}

	@Shown(kind = "Collections", value = "`TreeMap` and `TreeSet` with their comparators")
	public static Object treemapAndTreesetWithTheirComparators() {
		Map<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		map.put("a", 1);
		return map;
	}

	@Shown(kind = "Collections", value = "`EnumMap`, `EnumSet`")
	public static Object enummapEnumset() {
		return EnumSet.of(TimeUnit.DAYS);
	}

	@Shown(kind = "Collections", value = "`ConcurrentHashMap`, `CopyOnWriteArrayList`")
	public static Object concurrenthashmapCopyonwritearraylist() {
		return new CopyOnWriteArrayList<>(List.of("a"));
	}

	@Shown(kind = "Collections", value = "queues, with their capacity")
	public static Object queuesWithTheirCapacity() {
		return new LinkedBlockingQueue<>(3);
	}

	@Shown(kind = "Collections", value = "`PriorityQueue`")
	public static Object priorityqueue() {
		return new PriorityQueue<>(List.of("b", "a"));
	}

	@Shown(kind = "Collections", value = "views: `subList`, `keySet`, `unmodifiableMap`, `synchronizedList`")
	public static Object viewsSublistKeysetUnmodifiablemapSynchro() {
		return Collections
			.unmodifiableMap(new TreeMap<>(Map.of("a", new ArrayList<>(List.of("a", "b")).subList(0, 1))));
	}

	@Shown(kind = "Collections", value = "`Properties`")
	public static Object properties() {
		Properties properties = new Properties();
		properties.setProperty("a", "b");
		return properties;
	}

	@Shown(kind = "Collections", value = "`BitSet`")
	public static Object bitset() {
		BitSet bits = new BitSet();
		bits.set(3);
		return bits;
	}

	@Shown(kind = "Other values of the JDK", value = "`Optional`")
	public static Object optional() {
		return Optional.of("a");
	}

	@Shown(kind = "Other values of the JDK", value = "`UUID`")
	public static Object uuid() {
		return new UUID(1, 2);
	}

	@Shown(kind = "Other values of the JDK", value = "`URI`, `URL`")
	public static Object uriUrl() {
		return URI.create("http://localhost/a?b=c");
	}

	@Shown(kind = "Other values of the JDK", value = "`Locale`, `Currency`")
	public static Object localeCurrency() {
		return List.of(Locale.GERMANY, Currency.getInstance("EUR"));
	}

	@Shown(kind = "Other values of the JDK", value = "`Path`, `File`")
	public static Object pathFile() {
		return List.of(Path.of("a", "b"), new File("a"));
	}

	@Shown(kind = "Other values of the JDK", value = "`Pattern`")
	public static Object pattern() {
		return Pattern.compile("a+");
	}

	@Shown(kind = "Other values of the JDK", value = "`Charset`")
	public static Object charset() {
		return StandardCharsets.UTF_8;
	}

	@Shown(kind = "Other values of the JDK", value = "`InetAddress`")
	public static Object inetaddress() throws Exception {
		return InetAddress.getByAddress("a", new byte[] { 127, 0, 0, 1 });
	}

	@Shown(kind = "Other values of the JDK", value = "buffers, with position and limit")
	public static Object buffersWithPositionAndLimit() {
		return ByteBuffer.wrap(new byte[] { 1, 2, 3 }).position(1);
	}

	@Shown(kind = "Other values of the JDK", value = "`AtomicInteger`, `LongAdder`")
	public static Object atomicintegerLongadder() {
		return new AtomicInteger(3);
	}

	@Shown(kind = "Other values of the JDK", value = "`Random`, which goes on where it stood")
	public static Object randomWhichGoesOnWhereItStood() {
		return new Random(42);
	}

	@Shown(kind = "Other values of the JDK", value = "locks that nobody holds")
	public static Object locksThatNobodyHolds() {
		return new ReentrantLock(true);
	}

	@Shown(kind = "Other values of the JDK", value = "formats")
	public static Object formats() {
		return new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT);
	}

	@Shown(kind = "Other values of the JDK", value = "`Class`")
	public static Object classOne() {
		return List.of(String.class);
	}

	@Shown(kind = "Other values of the JDK", value = "`java.awt.Color` and shapes")
	public static Object javaAwtColorAndShapes() {
		return new Rectangle2D.Double(1, 2, 3, 4);
	}

	@Shown(kind = "Exceptions", value = "with message, stack, cause and suppressed ones")
	public static Object withMessageCauseAndSuppressedOnes() {
		Exception failure = new IllegalStateException("a", new UncheckedIOException(new IOException("b")));
		failure.addSuppressed(new RuntimeException("c"));
		return failure;
	}

	@Shown(kind = "Exceptions", value = "`SQLException`")
	public static Object sqlexception() {
		return new SQLException("a", "08001", 3);
	}

	@Shown(kind = "Functions", value = "lambdas and method references of a Serializable interface")
	public static Object lambdasAndMethodReferencesOfASerializabl() {
		int more = "a".length();
		return (RemoteFunction<String, Integer>) (text) -> text.length() + more;
	}

	@Shown(kind = "Functions", value = "comparators that are Serializable")
	public static Object comparatorsThatAreSerializable() {
		return Comparator.comparing((Function<String, Integer> & Serializable) String::length);
	}

	/** A record with a constant. */
	public record Point(int x, String y) {

		/** Arrives as itself. */
		public static final Point ORIGIN = new Point(0, null);

	}

	/** Refers to itself, and is not Serializable. */
	public static final class Node {

		private final String text = "a";

		private final Node next = this;

		public String getText() {
			return this.text;
		}

		public boolean isRound() {
			return this.next == this;
		}

	}

	/** An enum whose constant has a body. */
	public enum Level {

		/** Without. */
		LOW,

		/** With one. */
		HIGH {
			@Override
			public int rank() {
				return 1;
			}
		};

		public int rank() {
			return 0;
		}

	}

}
