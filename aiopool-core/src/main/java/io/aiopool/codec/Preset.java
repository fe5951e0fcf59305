package io.aiopool.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A well-known library whose values may cross, with the classes that are meant. They are
 * listed by name, so that nothing depends on the library and no class is loaded to ask.
 * <p>
 * Values of most presets cross to a worker by default. From a worker they come where a
 * signature names a type of the library, or where the preset is in
 * {@code aiopool.trusted-presets}. The others have forms that name classes or run
 * providers when they are decoded, and cross in either direction only if they are trusted
 * there. What runs when a value of a preset is decoded is in {@code docs/security.md},
 * preset by preset: extend both together.
 */
public enum Preset {

	/** Collections, ranges, lazy values, numbers and times of Kotlin's own library. */
	KOTLIN("kotlin", true, List.of("kotlin"), """
			kotlin: Pair Triple Unit Result KotlinVersion UByte UShort UInt ULong UByteArray UShortArray UIntArray \
			ULongArray Lazy InitializedLazyImpl SynchronizedLazyImpl UnsafeLazyImpl SafePublicationLazyImpl \
			UNINITIALIZED_VALUE LazyThreadSafetyMode
			kotlin.collections: EmptyList EmptyMap EmptySet ArrayDeque IndexedValue ArrayAsCollection ReversedList \
			MapWithDefault MapWithDefaultImpl MutableMapWithDefault MutableMapWithDefaultImpl \
			ReversedListReadOnly AbstractCollection AbstractList AbstractMap AbstractSet AbstractMutableCollection \
			AbstractMutableList AbstractMutableMap AbstractMutableSet ArraysKt___ArraysJvmKt
			kotlin.collections.builders: *
			kotlin.collections.unsigned: UArraysKt___UArraysJvmKt
			kotlin.comparisons: NaturalOrderComparator ReverseOrderComparator
			kotlin.enums: EnumEntries EnumEntriesList EnumEntriesSerializationProxy
			kotlin.jvm.internal: ClassReference CallableReference$NoReceiver Intrinsics$Kotlin TypeReference
			kotlin.properties: NotNullVar ObservableProperty
			kotlin.random: Random XorWowRandom
			kotlin.ranges: CharProgression CharRange IntProgression IntRange LongProgression LongRange UIntProgression \
			UIntRange ULongProgression ULongRange ClosedDoubleRange ClosedFloatRange OpenEndDoubleRange \
			OpenEndFloatRange ComparableRange ComparableOpenEndRange ClosedRange ClosedFloatingPointRange OpenEndRange
			kotlin.reflect: KTypeProjection KVariance
			kotlin.text: Regex RegexOption MatchGroup HexFormat CharCategory CharDirectionality
			kotlin.time: Clock Duration DurationUnit Instant InstantSerialized TimedValue
			kotlin.uuid: Uuid UuidSerialized
			"""),

	/** Values of Spring's core and web modules. */
	SPRING("spring", true,
			List.of("org.springframework.util", "org.springframework.http", "org.springframework.web.util"), """
					org.springframework.util: MultiValueMap LinkedMultiValueMap MultiValueMapAdapter \
					UnmodifiableMultiValueMap SingleToMultiValueMapAdapter MultiToSingleValueMapAdapter \
					LinkedCaseInsensitiveMap MimeType
					org.springframework.util.unit: DataSize DataUnit
					org.springframework.http: HttpHeaders ReadOnlyHttpHeaders HttpEntity RequestEntity ResponseEntity \
					HttpStatus HttpStatusCode DefaultHttpStatusCode HttpMethod MediaType ProblemDetail HttpCookie \
					ResponseCookie ContentDisposition CacheControl HttpRange ETag
					org.springframework.scheduling.support: CronExpression CronField BitsCronField CompositeCronField \
					QuartzCronField
					org.springframework.web.util: UriComponents HierarchicalUriComponents OpaqueUriComponents
					"""),

	/** Pages, sorts, limits, ranges and places of Spring Data. */
	SPRING_DATA("spring-data", true, List.of("org.springframework.data.domain", "org.springframework.data.geo"),
			"""
					org.springframework.data.domain: Page PageImpl Slice SliceImpl Chunk Window WindowImpl Pageable PageRequest \
					AbstractPageRequest Unpaged Sort -Sort$TypedSort Limit Range ScrollPosition OffsetScrollPosition \
					KeysetScrollPosition SearchResult SearchResults Score Similarity ScoringFunction VectorScoringFunctions \
					UnspecifiedScoringFunction Example TypedExample ExampleMatcher TypedExampleMatcher Vector FloatVector DoubleVector NumberVector
					org.springframework.data.geo: Point Box Circle Distance Polygon GeoResult GeoResults GeoPage Shape Metric \
					Metrics CustomMetric
					org.springframework.data.util: Pair
					"""),

	/** Collections and other values of Guava. */
	GUAVA("guava", true, List.of("com.google.common"),
			"""
					com.google.common.base: Optional Present Absent
					com.google.common.collect: Immutable* RegularImmutable* SingletonImmutable* EmptyImmutable* \
					JdkBackedImmutable* DescendingImmutable* DenseImmutableTable SparseImmutableTable IndexedImmutableSet \
					Multimap ListMultimap SetMultimap SortedSetMultimap Multiset SortedMultiset Table RowSortedTable BiMap \
					AbstractMultimap AbstractListMultimap AbstractMapBasedMultimap AbstractSetMultimap \
					AbstractSortedSetMultimap AbstractSortedKeySortedSetMultimap AbstractMultiset AbstractMapBasedMultiset \
					AbstractSortedMultiset AbstractTable AbstractBiMap AbstractRangeSet ArrayListMultimap* HashMultimap* \
					LinkedHashMultimap* LinkedListMultimap TreeMultimap HashMultiset LinkedHashMultiset TreeMultiset \
					EnumMultiset ConcurrentHashMultiset HashBasedTable TreeBasedTable ArrayTable StandardTable \
					StandardRowSortedTable HashBiMap EnumBiMap EnumHashBiMap Range* Cut BoundType \
					GeneralRange Count ContiguousSet RegularContiguousSet EmptyContiguousSet DiscreteDomain TreeRangeSet \
					TreeRangeMap EvictingQueue CompactHashMap CompactHashSet CompactLinked* UnmodifiableSortedMultiset \
					Multimaps$Unmodifiable* Multimaps$Custom* MultimapBuilder Multisets$UnmodifiableMultiset \
					Multisets$ImmutableEntry Tables$ImmutableCell Tables$Unmodifiable* Maps$Unmodifiable* \
					Sets$UnmodifiableNavigableSet Sets$SetView Sets$1 Sets$2 Sets$3 Sets$4 Sets$PowerSet Sets$CartesianSet \
					CartesianList Synchronized MutableClassToInstanceMap ByFunctionOrdering Lists$OnePlusArrayList Lists$TwoPlusArrayList \
					Lists$StringAsImmutableList Lists$Partition Lists$RandomAccessPartition Lists$ReverseList \
					Lists$RandomAccessReverseList Ordering NaturalOrdering ReverseNaturalOrdering NullsFirstOrdering \
					NullsLastOrdering ReverseOrdering ComparatorOrdering CompoundOrdering LexicographicalOrdering \
					ExplicitOrdering AllEqualOrdering UsingToStringOrdering
					com.google.common.hash: HashCode
					com.google.common.math: Stats PairedStats
					com.google.common.net: HostAndPort HostSpecifier InternetDomainName MediaType
					com.google.common.primitives: Booleans$BooleanArrayAsList Bytes$ByteArrayAsList Chars$CharArrayAsList \
					Doubles$DoubleArrayAsList Floats$FloatArrayAsList Ints$IntArrayAsList Longs$LongArrayAsList \
					Shorts$ShortArrayAsList ImmutableDoubleArray ImmutableIntArray ImmutableLongArray UnsignedInteger \
					UnsignedLong
					"""),

	/** Dates, times, periods and chronologies of Joda-Time. */
	JODA("joda", true, List.of("org.joda.time"), """
			org.joda.time: DateTime DateMidnight MutableDateTime Instant LocalDate LocalTime LocalDateTime YearMonth \
			MonthDay YearMonthDay TimeOfDay Partial Period MutablePeriod PeriodType Duration DurationFieldType \
			DateTimeFieldType Interval MutableInterval Years Months Weeks Days Hours Minutes Seconds DateTimeZone \
			UTCDateTimeZone Chronology Readable* ReadWritable*
			org.joda.time.base: *
			org.joda.time.chrono: *
			org.joda.time.tz: CachedDateTimeZone FixedDateTimeZone
			"""),

	/** Amounts and currencies of JavaMoney and Moneta. */
	MONEY("money", true, List.of("javax.money", "org.javamoney.moneta"), """
			javax.money: MonetaryAmount CurrencyUnit NumberValue AbstractContext MonetaryContext CurrencyContext
			org.javamoney.moneta: Money FastMoney BuildableCurrencyUnit
			org.javamoney.moneta.spi: JDKCurrencyAdapter DefaultNumberValue
			"""),

	/** Collections, tuples and control types of Vavr. */
	VAVR("vavr", true, List.of("io.vavr"), """
			io.vavr: Tuple* Lazy Value
			io.vavr.collection: *
			io.vavr.control: Option Either Try Validation
			"""),

	/** Eclipse Collections, those of primitives included. */
	ECLIPSE_COLLECTIONS("eclipse-collections", true, List.of("org.eclipse.collections"), """
			org.eclipse.collections.api: **
			org.eclipse.collections.impl: Counter UnmodifiableMap
			org.eclipse.collections.impl.bag: **
			org.eclipse.collections.impl.bimap: **
			org.eclipse.collections.impl.collection: **
			org.eclipse.collections.impl.list: **
			org.eclipse.collections.impl.map: **
			org.eclipse.collections.impl.multimap: **
			org.eclipse.collections.impl.partition: **
			org.eclipse.collections.impl.set: **
			org.eclipse.collections.impl.stack: **
			org.eclipse.collections.impl.string: **
			org.eclipse.collections.impl.tuple: **
			"""),

	/** Byte strings and the messages that come with Protobuf. */
	PROTOBUF("protobuf", true, List.of("com.google.protobuf"),
			"""
					com.google.protobuf: MessageLite Message MessageOrBuilder MessageLiteOrBuilder ByteString RopeByteString \
					NioByteString Any Api BoolValue BytesValue DescriptorProtos DoubleValue Duration Empty Enum EnumValue Field \
					FieldMask FloatValue Int32Value Int64Value ListValue Method Mixin NullValue Option SourceContext \
					StringValue Struct Syntax Timestamp Type UInt32Value UInt64Value Value
					"""),

	/** Trees of Jackson 2 and 3, but for nodes that hold any object. */
	JACKSON("jackson", false, List.of("com.fasterxml.jackson.databind", "tools.jackson.databind"),
			"""
					com.fasterxml.jackson.core: TreeNode
					com.fasterxml.jackson.databind: JsonNode
					com.fasterxml.jackson.databind.node: BaseJsonNode ContainerNode ValueNode NumericNode ArrayNode ObjectNode \
					BigIntegerNode BinaryNode BooleanNode DecimalNode DoubleNode FloatNode IntNode LongNode MissingNode NullNode \
					ShortNode TextNode JsonNodeFactory
					tools.jackson.core: TreeNode
					tools.jackson.databind: JsonNode
					tools.jackson.databind.node: BaseJsonNode ContainerNode ValueNode NumericNode NumericFPNode NumericIntNode \
					ArrayNode ObjectNode BigIntegerNode BinaryNode BooleanNode DecimalNode DoubleNode FloatNode IntNode LongNode \
					MissingNode NullNode ShortNode StringNode JsonNodeFactory
					"""),

	/** Generic records of Avro, with their schemas. */
	AVRO("avro", false, List.of("org.apache.avro"), """
			org.apache.avro: Schema
			org.apache.avro.generic: GenericData$Record GenericData$AbstractArray GenericData$Array \
			GenericData$EnumSymbol GenericData$Fixed PrimitivesArrays GenericRecord IndexedRecord GenericContainer \
			GenericArray GenericEnumSymbol GenericFixed
			org.apache.avro.util: Utf8
			"""),

	/** Collections that Hibernate puts into entities, once they are initialised. */
	HIBERNATE("hibernate", false, List.of("org.hibernate.collection"), """
			org.hibernate.collection.spi: PersistentCollection AbstractPersistentCollection PersistentBag \
			PersistentIdentifierBag PersistentList PersistentMap PersistentSet PersistentSortedMap PersistentSortedSet
			org.hibernate.collection.internal: AbstractPersistentCollection PersistentBag PersistentIdentifierBag \
			PersistentList PersistentMap PersistentSet PersistentSortedMap PersistentSortedSet
			"""),

	/** Keys and certificates of the JDK. */
	KEYS("keys", false, List.of(), """
			java.security: Key PublicKey PrivateKey KeyPair KeyRep AsymmetricKey
			java.security.cert: Certificate X509Certificate CertPath
			java.security.interfaces: *
			javax.crypto: SecretKey
			javax.crypto.spec: SecretKeySpec
			javax.crypto.interfaces: *
			com.sun.crypto.provider: DHPublicKey DHPrivateKey DESKey DESedeKey PBEKey
			sun.security.ec: ECPublicKeyImpl ECPrivateKeyImpl XDHPublicKeyImpl XDHPrivateKeyImpl
			sun.security.ec.ed: EdDSAPublicKeyImpl EdDSAPrivateKeyImpl
			sun.security.pkcs: PKCS8Key NamedPKCS8Key
			sun.security.provider: DSAPublicKey DSAPublicKeyImpl DSAPrivateKey
			sun.security.provider.certpath: X509CertPath
			sun.security.rsa: RSAPublicKeyImpl RSAPrivateKeyImpl RSAPrivateCrtKeyImpl
			sun.security.x509: X509CertImpl X509Key NamedX509Key
			""");

	/** Stands in the list of presets for none of those that are trusted by default. */
	public static final String NONE = "none";

	private static final List<String> OTHER_LIBRARIES = List.of("org.springframework.", "com.google.common.", "kotlin.",
			"kotlinx.", "reactor.", "org.hibernate.", "org.apache.commons.", "tools.jackson.", "com.fasterxml.jackson.",
			"io.vavr.", "io.netty.", "okhttp3.", "com.github.benmanes.caffeine.");

	/** Applications, though they are called as the library is. */
	private static final String SAMPLES_OF_SPRING = "org.springframework.samples.";

	private final String label;

	private final boolean byDefault;

	private final List<String> roots;

	private final String listed;

	/** Read when they are asked for: a child has no time for that when it starts. */
	private volatile @Nullable ClassNames classes;

	Preset(String label, boolean byDefault, List<String> roots, String listed) {
		this.label = label;
		this.byDefault = byDefault;
		this.roots = roots;
		this.listed = listed;
	}

	/**
	 * Returns the name by which it is chosen.
	 * @return such as {@code spring-data}
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Tells whether its values cross to workers without being asked for, and come back
	 * where a signature leads to it.
	 * @return {@code false} if it has to be chosen
	 */
	public boolean isDefault() {
		return this.byDefault;
	}

	/** Returns the preset that lists a class, or null if none does. */
	static @Nullable Preset of(String className) {
		for (Preset preset : values()) {
			if (preset.lists(className)) {
				return preset;
			}
		}
		return null;
	}

	private boolean lists(String className) {
		ClassNames known = this.classes;
		if (known == null) {
			known = ClassNames.parse(this.listed);
			this.classes = known;
		}
		return known.contain(className);
	}

	/** For tests: the classes that are listed by their whole names. */
	List<String> names() {
		return ClassNames.parse(this.listed).wholeNames();
	}

	/** Whether the class is of the library, be it listed or not. */
	boolean isRootOf(String className) {
		for (String root : this.roots) {
			if (className.startsWith(root) && className.length() > root.length()
					&& className.charAt(root.length()) == '.') {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the class is of one of the libraries, or of another that many use: nobody
	 * can be told to change it.
	 */
	static boolean isOfLibrary(String className) {
		for (String root : OTHER_LIBRARIES) {
			if (className.startsWith(root)) {
				return !className.startsWith(SAMPLES_OF_SPRING);
			}
		}
		for (Preset preset : values()) {
			if (preset.isRootOf(className) || preset.lists(className)) {
				return true;
			}
		}
		return false;
	}

	/** Whether both classes are listed, and by the same preset. */
	static boolean holdsBoth(String first, String second) {
		Preset preset = of(first);
		return preset != null && preset.lists(second);
	}

	/**
	 * Finds presets by name.
	 * @param names their names, or {@value #NONE}, which is left out
	 * @return the presets
	 * @throws IllegalArgumentException if one does not exist
	 */
	public static Set<Preset> named(Collection<String> names) {
		EnumSet<Preset> found = EnumSet.noneOf(Preset.class);
		for (String name : names) {
			Preset preset = find(name);
			if (preset != null) {
				found.add(preset);
			}
			else if (!NONE.equals(name)) {
				throw new IllegalArgumentException(
						"trusted-presets must be some of " + NONE + ", " + labels() + ", but was " + names);
			}
		}
		return Collections.unmodifiableSet(found);
	}

	private static @Nullable Preset find(String name) {
		for (Preset preset : values()) {
			if (preset.label.equals(name)) {
				return preset;
			}
		}
		return null;
	}

	private static String labels() {
		return Arrays.stream(values()).map(Preset::label).collect(Collectors.joining(", "));
	}

}
