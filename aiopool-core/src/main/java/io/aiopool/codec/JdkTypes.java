package io.aiopool.codec;

/**
 * The classes of the JDK that may be named in a payload: values, and interfaces as
 * element types of arrays. Nothing that opens files or sockets, loads classes, runs
 * scripts or looks up names is among them. Stateless.
 */
final class JdkTypes {

	private JdkTypes() {
	}

	static boolean allows(String name) {
		if (!name.startsWith("java.") && !name.startsWith("sun.util.calendar.")
				&& !name.equals("sun.util.BuddhistCalendar")) {
			return false;
		}
		return TagNames.of(name) != 0 || isListed(name) || isThrowable(name) || inValuePackage(name);
	}

	/** Packages of values, enums and functional interfaces only. */
	private static boolean inValuePackage(String name) {
		return switch (packageOf(name)) {
			case "java.math", "java.time", "java.time.chrono", "java.time.format", "java.time.temporal", "java.text",
					"java.util.function", "java.awt.geom" ->
				true;
			default -> false;
		};
	}

	/** Exceptions hold text and other exceptions. */
	private static boolean isThrowable(String name) {
		if (!name.endsWith("Exception") && !name.endsWith("Error") && !name.equals("java.lang.Throwable")) {
			return false;
		}
		return switch (packageOf(name)) {
			case "java.lang", "java.lang.invoke", "java.lang.reflect", "java.lang.module", "java.io", "java.net",
					"java.net.http", "java.nio", "java.nio.channels", "java.nio.charset", "java.nio.file",
					"java.security", "java.security.cert", "java.security.spec", "java.sql", "java.time.zone",
					"java.util", "java.util.concurrent", "java.util.jar", "java.util.regex", "java.util.zip",
					"java.util.prefs", "java.util.stream" ->
				true;
			default -> false;
		};
	}

	private static String packageOf(String name) {
		int dot = name.lastIndexOf('.');
		return (dot > 0) ? name.substring(0, dot) : "";
	}

	private static boolean isListed(String name) {
		return switch (name) {
			// Supertypes, as array elements, Class values and in serialized descriptions
			case "java.lang.Number", "java.lang.Enum", "java.lang.Record", "java.lang.CharSequence",
					"java.lang.Comparable", "java.lang.Iterable", "java.lang.Runnable", "java.lang.Void",
					"java.lang.Math", "java.lang.StrictMath", "java.lang.AutoCloseable", "java.lang.Appendable",
					"java.lang.Cloneable", "java.lang.constant.Constable", "java.lang.constant.ConstantDesc",
					"java.lang.invoke.TypeDescriptor", "java.lang.invoke.TypeDescriptor$OfField",
					"java.lang.reflect.AnnotatedElement", "java.lang.reflect.GenericDeclaration",
					"java.lang.reflect.Type", "java.io.Serializable", "java.io.Externalizable" ->
				true;
			case "java.util.Collection", "java.util.List", "java.util.Set", "java.util.Map", "java.util.Queue",
					"java.util.Deque", "java.util.SortedSet", "java.util.SortedMap", "java.util.NavigableSet",
					"java.util.NavigableMap", "java.util.Map$Entry", "java.util.Comparator", "java.util.Iterator",
					"java.util.AbstractMap", "java.util.AbstractList", "java.util.AbstractCollection",
					"java.util.AbstractSet", "java.util.AbstractSequentialList", "java.util.AbstractQueue",
					"java.util.EnumSet", "java.util.Dictionary", "java.util.RandomAccess",
					"java.util.SequencedCollection", "java.util.SequencedSet", "java.util.SequencedMap" ->
				true;
			case "java.util.concurrent.Callable", "java.util.concurrent.ConcurrentMap",
					"java.util.concurrent.ConcurrentNavigableMap", "java.util.concurrent.BlockingQueue",
					"java.util.concurrent.BlockingDeque", "java.util.concurrent.TransferQueue", "java.nio.Buffer",
					"java.nio.ByteBuffer", "java.nio.CharBuffer", "java.nio.ShortBuffer", "java.nio.IntBuffer",
					"java.nio.LongBuffer", "java.nio.FloatBuffer", "java.nio.DoubleBuffer", "java.nio.MappedByteBuffer",
					"java.nio.file.Path", "java.nio.file.Watchable", "java.net.InetAddress", "java.net.SocketAddress",
					"java.util.Objects" ->
				true;
			// Comparators
			case "java.util.Comparators$NaturalOrderComparator", "java.util.Comparators$NullComparator",
					"java.util.Collections$ReverseComparator", "java.util.Collections$ReverseComparator2",
					"java.lang.String$CaseInsensitiveComparator" ->
				true;
			// Values that only serialization can take apart, with the forms they take
			// there
			case "java.util.Calendar", "java.util.GregorianCalendar", "java.util.TimeZone", "java.util.SimpleTimeZone",
					"java.util.JapaneseImperialCalendar", "sun.util.BuddhistCalendar", "java.util.Random",
					"java.util.CollSer", "java.util.EnumSet$SerializationProxy", "java.util.EventObject",
					"java.util.stream.Collectors$Partition", "java.time.Ser", "java.time.chrono.Ser",
					"java.time.zone.Ser", "java.time.zone.ZoneRules" ->
				true;
			// Plain values, without images and colour profiles
			case "java.awt.Color", "java.awt.Dimension", "java.awt.Insets", "java.awt.Point", "java.awt.Rectangle" ->
				true;
			case "java.sql.Date", "java.sql.Time", "java.sql.Timestamp", "java.sql.ClientInfoStatus" -> true;
			case "java.util.concurrent.locks.ReentrantLock", "java.util.concurrent.locks.ReentrantLock$Sync",
					"java.util.concurrent.locks.ReentrantLock$FairSync",
					"java.util.concurrent.locks.ReentrantLock$NonfairSync",
					"java.util.concurrent.ConcurrentHashMap$Segment",
					"java.util.concurrent.locks.AbstractQueuedSynchronizer",
					"java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
					"java.util.concurrent.locks.AbstractOwnableSynchronizer",
					"java.util.concurrent.locks.ReentrantReadWriteLock",
					"java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
					"java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock",
					"java.util.concurrent.locks.ReentrantReadWriteLock$Sync",
					"java.util.concurrent.locks.ReentrantReadWriteLock$FairSync",
					"java.util.concurrent.locks.ReentrantReadWriteLock$NonfairSync", "java.util.concurrent.Semaphore",
					"java.util.concurrent.Semaphore$Sync", "java.util.concurrent.Semaphore$FairSync",
					"java.util.concurrent.Semaphore$NonfairSync" ->
				true;
			case "java.util.concurrent.atomic.DoubleAdder",
					"java.util.concurrent.atomic.DoubleAdder$SerializationProxy",
					"java.util.concurrent.atomic.LongAdder$SerializationProxy",
					"java.util.concurrent.atomic.LongAccumulator",
					"java.util.concurrent.atomic.LongAccumulator$SerializationProxy",
					"java.util.concurrent.atomic.DoubleAccumulator",
					"java.util.concurrent.atomic.DoubleAccumulator$SerializationProxy",
					"java.util.concurrent.atomic.Striped64" ->
				true;
			// Enums
			case "java.util.concurrent.TimeUnit", "java.lang.Thread$State", "java.nio.file.StandardOpenOption",
					"java.nio.file.StandardCopyOption", "java.nio.file.LinkOption", "java.nio.file.AccessMode",
					"java.nio.file.FileVisitOption", "java.nio.file.attribute.PosixFilePermission",
					"java.util.Locale$Category", "java.util.Formatter$BigDecimalLayoutForm",
					"java.net.StandardProtocolFamily", "java.net.Proxy$Type", "java.net.http.HttpClient$Version",
					"java.lang.annotation.ElementType", "java.lang.annotation.RetentionPolicy",
					"java.lang.Character$UnicodeScript", "java.util.stream.Collector$Characteristics",
					"java.util.Locale$FilteringMode", "java.util.Locale$IsoCountryCode",
					"java.time.zone.ZoneOffsetTransitionRule$TimeDefinition", "java.nio.file.FileVisitResult",
					"java.nio.file.attribute.AclEntryFlag", "java.nio.file.attribute.AclEntryPermission",
					"java.nio.file.attribute.AclEntryType", "java.security.CryptoPrimitive", "java.sql.JDBCType",
					"java.sql.PseudoColumnUsage", "java.sql.RowIdLifetime" ->
				true;
			default -> name.startsWith("sun.util.calendar.ZoneInfo");
		};
	}

}
