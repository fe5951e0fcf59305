package io.aiopool.values.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A library whose public classes are tried.
 */
enum Library {

	JDK("JDK", "", "java/(lang|lang/constant|util|util/concurrent|util/concurrent/atomic|util/concurrent/locks|"
			+ "util/function|util/regex|util/random|util/stream|util/zip|util/jar|util/logging|math|net|net/http|nio|"
			+ "nio/charset|nio/file|nio/file/attribute|text|text/spi|time|time/chrono|time/format|time/temporal|time/zone|"
			+ "sql|io|security|security/spec|awt/geom)/[^/]*|java/awt/(Point|Color|Dimension|Rectangle|Insets|BasicStroke|"
			+ "AlphaComposite|GridBagConstraints|Polygon|RenderingHints|GradientPaint)|javax/sql/rowset/serial/[^/]*",
			"java/lang/(Thread.*|Runtime|Process.*|System.*|ClassLoader|Module.*|StackWalker.*|Shutdown|Inherit.*|"
					+ "Security.*|Compiler)|java/util/(Timer.*|Scanner|Formatter|"
					+ "WeakHashMap|ServiceLoader.*|ResourceBundle.*|PropertyResource.*|"
					+ "ListResource.*)|java/util/concurrent/(.*Executor.*|Executors|ForkJoin.*|SubmissionPublisher|Flow.*)|"
					+ "java/net/(.*Socket|.*SocketImpl|.*Connection|.*ClassLoader|NetworkInterface|InetAddress|Authenticator.*|"
					+ "ProxySelector|Cookie(Handler|Manager)|URLStreamHandler.*|ResponseCache)|java/net/http/HttpClient.*|"
					+ "java/util/logging/(LogManager.*|Logger|.*Handler|Logging)|java/nio/file/(Files|FileSystems|FileStore)|"
					+ "java/io/(.*Stream|.*Reader|.*Writer|RandomAccessFile|Console|FilePermission)|java/sql/DriverManager|"
					+ "java/util/concurrent/locks/LockSupport|java/security/(AccessController|Security|Policy.*|KeyStore.*|KeyRep|"
					+ "KeyPairGenerator.*|SecureRandom.*|AlgorithmParameterGenerator.*|Key.*Generator.*|ProtectionDomain)"),

	KOTLIN("Kotlin", "kotlin-stdlib-.*",
			"kotlin/([^/]*|(collections|ranges|text|time|uuid|random|sequences|comparisons|" + "math|enums)/[^/]*)",
			"kotlin/.*(Annotation|TestKt|IOKt|ConsoleKt|.*ThreadsKt|InstantJvmKt|HexExtensionsKt|WhenMappings)|"
					+ "kotlin/random/Random.Default"),

	SPRING("Spring", "spring-(core|web)-\\d.*", "org/springframework/((util|util/unit|http|web/util)/[^/]*)",
			".*/(FileSystemUtils|FileCopyUtils|StreamUtils|SocketUtils|ResourceUtils|ClassUtils|ReflectionUtils|"
					+ "SystemPropertyUtils|.*PropertiesPersister|.*Resource|ServletContext.*|WebUtils|.*Filter|.*Listener)"),

	SPRING_DATA("Spring Data", "spring-data-commons-.*",
			"org/springframework/data/(domain|geo)/[^/]*|"
					+ "org/springframework/data/util/(Pair|Optionals|Streamable|Lazy|Version)",
			""),

	GUAVA("Guava", "guava-\\d.*", "com/google/common/(base|collect|hash|math|net|primitives|graph)/[^/]*",
			".*/(Finalizable.*|Stopwatch)"),

	JODA("Joda-Time", "joda-time-.*", "org/joda/time/((chrono/|base/|tz/)?[^/]*)", ""),

	MONEY("JavaMoney", "(moneta-core|money-api)-.*", "(javax/money|org/javamoney/moneta)/[^/]*", ""),

	VAVR("Vavr", "vavr-\\d.*", "io/vavr/((collection|control)/)?[^/]*", ".*/(API|Iterator)"),

	/**
	 * What its factories make, and the classes that applications name. Those of bytes,
	 * shorts and floats are made of the same templates as those of other primitives.
	 */
	ECLIPSE_COLLECTIONS("Eclipse Collections", "eclipse-collections-.*",
			"org/eclipse/collections/(api/factory/(primitive/)?|impl/factory/|impl/tuple/(primitive/)?|"
					+ "impl/(list|set|map|bag|stack|bimap|multimap|string)/([^/]*/)*)[A-Z][^/]*",
			".*/(Abstract.*|Immutable.*|Unmodifiable.*|Synchronized.*|[A-Za-z]*FactoryImpl|[A-Za-z]*Iterate|"
					+ "ServiceLoader.*|Throwing.*)|.*/factory/(primitive/)?[A-Za-z]*(HashingStrategy|Iterables).*|"
					+ ".*/primitive/[A-Za-z]*(Byte|Short|Float|Char[A-Z]|Double[A-Z])[A-Za-z]*"),

	PROTOBUF("Protobuf", "protobuf-java-.*", "com/google/protobuf/[^/]*", ".*/(Coded.*|.*Stream|.*Parser|Internal)"),

	JACKSON("Jackson", "jackson-databind-.*", "(com/fasterxml/jackson|tools/jackson)/databind/(node/[^/]*|JsonNode)",
			""),

	AVRO("Avro", "avro-\\d.*", "org/apache/avro/(Schema.*|generic/[^/]*|util/Utf8|SchemaBuilder.*)",
			".*(Reader|Writer|SeenPair)"),

	HIBERNATE("Hibernate", "hibernate-core-.*", "org/hibernate/collection/spi/[^/]*", "");

	final String title;

	private final String jarOf;

	private final Pattern names;

	private final Pattern except;

	Library(String title, String jarOf, String names, String except) {
		this.title = title;
		this.jarOf = jarOf;
		this.names = Pattern.compile("(" + names + ")");
		this.except = Pattern.compile("(" + except + ")(\\$.*)?");
	}

	/** Returns the public classes, in the order of their names. */
	List<Class<?>> classes() {
		try {
			return (this == JDK) ? ofJdk() : ofJars();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Class<?>> ofJdk() throws IOException {
		FileSystem jrt = FileSystems.getFileSystem(URI.create("jrt:/"));
		List<Class<?>> classes = new ArrayList<>();
		for (String module : List.of("java.base", "java.sql", "java.desktop", "java.net.http", "java.logging",
				"java.sql.rowset")) {
			classes.addAll(under(jrt.getPath("modules", module)));
		}
		return classes;
	}

	private List<Class<?>> ofJars() throws IOException {
		List<Class<?>> classes = new ArrayList<>();
		for (String path : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
			if (Path.of(path).getFileName().toString().matches(this.jarOf)) {
				try (FileSystem jar = FileSystems.newFileSystem(Path.of(path))) {
					classes.addAll(under(jar.getPath("/")));
				}
			}
		}
		return classes;
	}

	private List<Class<?>> under(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.map((file) -> root.relativize(file).toString())
				.filter((file) -> file.endsWith(".class") && !file.contains("-info"))
				.map((file) -> file.substring(0, file.length() - ".class".length()))
				.filter((name) -> this.names.matcher(name).matches() && !this.except.matcher(name).matches())
				.sorted()
				.<Class<?>>mapMulti((name, found) -> {
					Class<?> type = load(name.replace('/', '.'));
					if (type != null) {
						found.accept(type);
					}
				})
				.toList();
		}
	}

	/** Returns the class, or null if it is none that anybody could use. */
	private static Class<?> load(String name) {
		try {
			Class<?> type = Class.forName(name, false, Library.class.getClassLoader());
			return (Faces.isPublic(type) && !type.isAnnotation()) ? type : null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
