package io.aiopool.codec;

import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentNavigableMap;

/**
 * Finds the tag of a class. By name, so that asking loads none of the classes: a cold
 * process pays only for the kinds it meets.
 */
final class TagNames {

	private TagNames() {
	}

	/** Returns the tag of a class of the JDK, or 0. */
	static int of(Class<?> type) {
		int tag = of(type.getName());
		if (tag != 0 || !TypeCodecs.isPlatform(type) || type.isInterface() || type.isArray()) {
			return tag;
		}
		if (Charset.class.isAssignableFrom(type)) {
			return Tags.CHARSET;
		}
		if (Buffer.class.isAssignableFrom(type) && type != Buffer.class) {
			return Tags.BUFFER;
		}
		boolean hidden = !Modifier.isPublic(type.getModifiers()) && !type.isEnum();
		return (hidden && type.getName().startsWith("java.util.")) ? view(type) : 0;
	}

	/**
	 * Classes without a public constructor, which only views and entries of others have.
	 */
	private static int view(Class<?> type) {
		String name = type.getName();
		if (Map.Entry.class.isAssignableFrom(type)) {
			boolean fixed = name.contains("Unmodifiable") || name.contains("KeyValueHolder");
			return fixed ? Tags.FIXED_ENTRY : Tags.SIMPLE_ENTRY;
		}
		if (name.startsWith("java.util.Collections$") && !name.endsWith("EntrySet")
				|| name.equals(PartitionCodec.CLASS)) {
			return 0;
		}
		if (Map.class.isAssignableFrom(type)) {
			if (ConcurrentNavigableMap.class.isAssignableFrom(type)) {
				return Tags.SKIP_LIST_MAP;
			}
			return SortedMap.class.isAssignableFrom(type) ? Tags.TREE_MAP : Tags.LINKED_MAP;
		}
		if (!Collection.class.isAssignableFrom(type)) {
			return 0;
		}
		if (name.startsWith("java.util.AbstractMap$") || name.startsWith("java.util.ImmutableCollections$")) {
			return Tags.FIXED_VIEW;
		}
		return (SortedSet.class.isAssignableFrom(type) && !name.contains("KeySet")) ? Tags.TREE_SET : Tags.VIEW;
	}

	/** Returns the tag of the class with this name, or 0. */
	static int of(String name) {
		return switch (name) {
			case "java.lang.String" -> Tags.STRING;
			case "java.lang.invoke.SerializedLambda" -> Tags.LAMBDA;
			case "java.lang.Object" -> Tags.PLAIN_OBJECT;
			case "java.lang.Boolean" -> Tags.BOOLEAN;
			case "java.lang.Byte" -> Tags.BYTE;
			case "java.lang.Short" -> Tags.SHORT;
			case "java.lang.Character" -> Tags.CHAR;
			case "java.lang.Integer" -> Tags.INT;
			case "java.lang.Long" -> Tags.LONG;
			case "java.lang.Float" -> Tags.FLOAT;
			case "java.lang.Double" -> Tags.DOUBLE;
			case "java.math.BigInteger" -> Tags.BIG_INTEGER;
			case "java.math.BigDecimal" -> Tags.BIG_DECIMAL;
			case "java.util.UUID" -> Tags.UUID;
			case "java.net.URI" -> Tags.URI;
			case "java.net.URL" -> Tags.URL;
			case "java.util.Locale" -> Tags.LOCALE;
			case "java.util.Currency" -> Tags.CURRENCY;
			case "java.util.regex.Pattern" -> Tags.PATTERN;
			case "java.nio.charset.Charset" -> Tags.CHARSET;
			case "sun.nio.fs.UnixPath", "sun.nio.fs.WindowsPath" -> Tags.PATH;
			case "java.io.File" -> Tags.FILE;
			case "java.lang.Class" -> Tags.CLASS;
			case "java.lang.StackTraceElement" -> Tags.STACK_FRAME;
			case "java.net.Inet4Address", "java.net.Inet6Address" -> Tags.INET_ADDRESS;
			case "java.net.InetSocketAddress" -> Tags.SOCKET_ADDRESS;
			case "java.util.OptionalInt" -> Tags.OPTIONAL_INT;
			case "java.util.OptionalLong" -> Tags.OPTIONAL_LONG;
			case "java.util.OptionalDouble" -> Tags.OPTIONAL_DOUBLE;
			case "sun.util.calendar.ZoneInfo" -> Tags.TIME_ZONE;
			case "java.time.Instant" -> Tags.INSTANT;
			case "java.time.Duration" -> Tags.DURATION;
			case "java.time.Period" -> Tags.PERIOD;
			case "java.time.LocalDate" -> Tags.LOCAL_DATE;
			case "java.time.LocalTime" -> Tags.LOCAL_TIME;
			case "java.time.LocalDateTime" -> Tags.LOCAL_DATE_TIME;
			case "java.time.OffsetTime" -> Tags.OFFSET_TIME;
			case "java.time.OffsetDateTime" -> Tags.OFFSET_DATE_TIME;
			case "java.time.ZonedDateTime" -> Tags.ZONED_DATE_TIME;
			case "java.time.Year" -> Tags.YEAR;
			case "java.time.YearMonth" -> Tags.YEAR_MONTH;
			case "java.time.MonthDay" -> Tags.MONTH_DAY;
			case "java.time.ZoneOffset" -> Tags.ZONE_OFFSET;
			case "java.time.ZoneRegion" -> Tags.ZONE_REGION;
			case "java.util.Optional" -> Tags.OPTIONAL;
			case "java.util.BitSet" -> Tags.BIT_SET;
			case "java.lang.StringBuilder" -> Tags.STRING_BUILDER;
			case "java.lang.StringBuffer" -> Tags.STRING_BUFFER;
			case "java.util.Date" -> Tags.DATE;
			case "java.util.concurrent.atomic.AtomicInteger" -> Tags.ATOMIC_INTEGER;
			case "java.util.concurrent.atomic.AtomicLong" -> Tags.ATOMIC_LONG;
			case "java.util.concurrent.atomic.AtomicBoolean" -> Tags.ATOMIC_BOOLEAN;
			case "java.util.concurrent.atomic.AtomicReference" -> Tags.ATOMIC_REFERENCE;
			case "java.util.concurrent.atomic.LongAdder" -> Tags.LONG_ADDER;
			case "java.util.concurrent.atomic.AtomicIntegerArray" -> Tags.ATOMIC_INTEGER_ARRAY;
			case "java.util.concurrent.atomic.AtomicLongArray" -> Tags.ATOMIC_LONG_ARRAY;
			case "java.util.concurrent.atomic.AtomicReferenceArray" -> Tags.ATOMIC_REFERENCE_ARRAY;
			case "java.util.concurrent.atomic.AtomicStampedReference" -> Tags.STAMPED_REFERENCE;
			case "java.util.concurrent.atomic.AtomicMarkableReference" -> Tags.MARKABLE_REFERENCE;
			case "java.util.IntSummaryStatistics", "java.util.LongSummaryStatistics",
					"java.util.DoubleSummaryStatistics" ->
				Tags.STATISTICS;
			case "java.net.http.HttpHeaders" -> Tags.HTTP_HEADERS;
			case "java.util.KeyValueHolder" -> Tags.MAP_ENTRY;
			case "java.util.AbstractMap$SimpleEntry" -> Tags.SIMPLE_ENTRY;
			case "java.util.AbstractMap$SimpleImmutableEntry" -> Tags.FIXED_ENTRY;
			case "[Z" -> Tags.BOOLEANS;
			case "[B" -> Tags.BYTES;
			case "[S" -> Tags.SHORTS;
			case "[C" -> Tags.CHARS;
			case "[I" -> Tags.INTS;
			case "[J" -> Tags.LONGS;
			case "[F" -> Tags.FLOATS;
			case "[D" -> Tags.DOUBLES;
			case "[Ljava.lang.Object;" -> Tags.OBJECTS;
			case "[Ljava.lang.String;" -> Tags.STRINGS;
			case "java.util.ArrayList" -> Tags.ARRAY_LIST;
			case "java.util.LinkedList" -> Tags.LINKED_LIST;
			case "java.util.Vector" -> Tags.VECTOR;
			case "java.util.Stack" -> Tags.STACK;
			case "java.util.concurrent.CopyOnWriteArrayList" -> Tags.COW_LIST;
			case "java.util.ImmutableCollections$List12", "java.util.ImmutableCollections$ListN",
					"java.util.ImmutableCollections$SubList" ->
				Tags.LIST_OF;
			case "java.util.Collections$EmptyList" -> Tags.EMPTY_LIST;
			case "java.util.Collections$SingletonList" -> Tags.SINGLETON_LIST;
			case "java.util.Collections$CopiesList" -> Tags.COPIES;
			case "java.util.ArrayDeque" -> Tags.ARRAY_DEQUE;
			case "java.util.concurrent.ConcurrentLinkedQueue" -> Tags.CONCURRENT_QUEUE;
			case "java.util.concurrent.ConcurrentLinkedDeque" -> Tags.CONCURRENT_DEQUE;
			case "java.util.concurrent.LinkedBlockingQueue" -> Tags.BLOCKING_QUEUE;
			case "java.util.concurrent.LinkedBlockingDeque" -> Tags.BLOCKING_DEQUE;
			case "java.util.concurrent.ArrayBlockingQueue" -> Tags.ARRAY_QUEUE;
			case "java.util.concurrent.DelayQueue" -> Tags.DELAY_QUEUE;
			case "java.util.concurrent.LinkedTransferQueue" -> Tags.TRANSFER_QUEUE;
			case "java.util.PriorityQueue" -> Tags.PRIORITY_QUEUE;
			case "java.util.concurrent.PriorityBlockingQueue" -> Tags.PRIORITY_BLOCKING_QUEUE;
			case "java.util.HashSet" -> Tags.HASH_SET;
			case "java.util.LinkedHashSet" -> Tags.LINKED_SET;
			case "java.util.TreeSet" -> Tags.TREE_SET;
			case "java.util.concurrent.ConcurrentSkipListSet" -> Tags.SKIP_LIST_SET;
			case "java.util.concurrent.CopyOnWriteArraySet" -> Tags.COW_SET;
			case "java.util.concurrent.ConcurrentHashMap$KeySetView" -> Tags.KEY_SET;
			case "java.util.ImmutableCollections$Set12", "java.util.ImmutableCollections$SetN" -> Tags.SET_OF;
			case "java.util.Collections$EmptySet" -> Tags.EMPTY_SET;
			case "java.util.Collections$SingletonSet" -> Tags.SINGLETON_SET;
			case "java.util.RegularEnumSet", "java.util.JumboEnumSet" -> Tags.ENUM_SET;
			case "java.util.HashMap" -> Tags.HASH_MAP;
			case "java.util.LinkedHashMap" -> Tags.LINKED_MAP;
			case "java.util.TreeMap" -> Tags.TREE_MAP;
			case "java.util.concurrent.ConcurrentHashMap" -> Tags.CONCURRENT_MAP;
			case "java.util.concurrent.ConcurrentSkipListMap" -> Tags.SKIP_LIST_MAP;
			case "java.util.IdentityHashMap" -> Tags.IDENTITY_MAP;
			case "java.util.WeakHashMap" -> Tags.WEAK_MAP;
			case "java.util.Hashtable" -> Tags.HASHTABLE;
			case "java.util.Properties" -> Tags.PROPERTIES;
			case "java.util.EnumMap" -> Tags.ENUM_MAP;
			case "java.util.ImmutableCollections$Map1", "java.util.ImmutableCollections$MapN" -> Tags.MAP_OF;
			case "java.util.Collections$EmptyMap" -> Tags.EMPTY_MAP;
			case "java.util.Collections$SingletonMap" -> Tags.SINGLETON_MAP;
			case "java.util.Arrays$ArrayList", "java.util.Collections$UnmodifiableCollection",
					"java.util.Collections$UnmodifiableSequencedCollection", "java.util.Collections$UnmodifiableList",
					"java.util.Collections$UnmodifiableRandomAccessList", "java.util.Collections$UnmodifiableSet",
					"java.util.Collections$UnmodifiableSequencedSet", "java.util.Collections$UnmodifiableSortedSet",
					"java.util.Collections$UnmodifiableNavigableSet",
					"java.util.Collections$UnmodifiableNavigableSet$EmptyNavigableSet",
					"java.util.Collections$UnmodifiableMap", "java.util.Collections$UnmodifiableSequencedMap",
					"java.util.Collections$UnmodifiableSortedMap", "java.util.Collections$UnmodifiableNavigableMap",
					"java.util.Collections$UnmodifiableNavigableMap$EmptyNavigableMap",
					"java.util.Collections$SynchronizedCollection", "java.util.Collections$SynchronizedList",
					"java.util.Collections$SynchronizedRandomAccessList", "java.util.Collections$SynchronizedSet",
					"java.util.Collections$SynchronizedSortedSet", "java.util.Collections$SynchronizedNavigableSet",
					"java.util.Collections$SynchronizedMap", "java.util.Collections$SynchronizedSortedMap",
					"java.util.Collections$SynchronizedNavigableMap", "java.util.Collections$CheckedCollection",
					"java.util.Collections$CheckedList", "java.util.Collections$CheckedRandomAccessList",
					"java.util.Collections$CheckedSet", "java.util.Collections$CheckedSortedSet",
					"java.util.Collections$CheckedNavigableSet", "java.util.Collections$CheckedQueue",
					"java.util.Collections$CheckedMap", "java.util.Collections$CheckedSortedMap",
					"java.util.Collections$CheckedNavigableMap", "java.util.Collections$SetFromMap",
					"java.util.Collections$SequencedSetFromMap", "java.util.Collections$AsLIFOQueue" ->
				Tags.WRAPPER;
			default -> 0;
		};
	}

}
