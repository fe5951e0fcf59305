package io.aiopool.fault;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.sql.BatchUpdateException;
import java.sql.ClientInfoStatus;
import java.sql.DataTruncation;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.DuplicateFormatFlagsException;
import java.util.EnumMap;
import java.util.IllegalFormatConversionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.regex.PatternSyntaxException;

import javax.naming.CompositeName;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.xml.transform.TransformerException;

import io.aiopool.RemoteTaskException;
import org.xml.sax.SAXParseException;

/**
 * Exceptions of all kinds: those of the JDK that hold something, and such as applications
 * write, with overrides and fields that are in the way.
 */
final class ThrownKinds {

	private static final Map<String, Kind> ALL = new LinkedHashMap<>();

	static {
		ofTheJdk();
		ofTheJdkWithTables();
		withOverrides();
		withFields();
		withForms();
	}

	/** Makes an exception. */
	interface Making {

		Throwable make() throws Exception;

	}

	/**
	 * A kind of exception.
	 *
	 * @param making makes one
	 * @param arrival as an instance of what it arrives, {@code null} for its own class
	 */
	record Kind(Making making, Class<?> arrival) {
	}

	private ThrownKinds() {
	}

	static List<String> names() {
		return List.copyOf(ALL.keySet());
	}

	/** As an instance of what it arrives; {@code null} for its own class. */
	static Class<?> arrivalOf(String name) {
		return ALL.get(name).arrival();
	}

	static Throwable make(String name) {
		try {
			return ALL.get(name).making().make();
		}
		catch (Exception ex) {
			throw new IllegalStateException(name, ex);
		}
	}

	/** A task. */
	static Void fail(String name) throws Exception {
		Throwable made = make(name);
		if (made instanceof Error error) {
			throw error;
		}
		throw (Exception) made;
	}

	private static void add(String name, Making making) {
		add(name, null, making);
	}

	private static void add(String name, Class<?> arrival, Making making) {
		if (ALL.put(name, new Kind(making, arrival)) != null) {
			throw new IllegalStateException(name + " is there twice");
		}
	}

	/** What the JVM throws itself. */
	private static Throwable caught(Making making) {
		try {
			return making.make();
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	@SuppressWarnings({ "ReturnValueIgnored", "InfiniteRecursion" })
	private static int endless(int depth) {
		return endless(depth + 1) + 1;
	}

	private static void ofTheJdk() {
		add("chain of SQLExceptions", () -> {
			SQLException first = new SQLException("first", "08001", 17, new IOException("cause"));
			SQLException second = new SQLIntegrityConstraintViolationException("second", "23000", 18);
			first.setNextException(second);
			second.setNextException(new SQLException("third", "42000", 19));
			return first;
		});
		add("BatchUpdateException", () -> {
			BatchUpdateException batch = new BatchUpdateException("batch", "22000", 9, new long[] { 1, -3, 5L << 33 },
					new IOException("cause"));
			batch.setNextException(new SQLException("next"));
			return batch;
		});
		add("DataTruncation", () -> new DataTruncation(3, true, false, 17, 11));
		add("UncheckedIOException", () -> new UncheckedIOException("unchecked", new IOException("checked")));
		add("CompletionException", () -> new CompletionException("completion", new TimeoutException("late")));
		add("ExecutionException", () -> new ExecutionException(new IOException("executed")));
		add("MissingResourceException", () -> new MissingResourceException("missing", "Bundle", "key"));
		add("DateTimeParseException", () -> caught(() -> {
			LocalDate.parse("2026-02-31 ".trim());
			return null;
		}));
		add("DateTimeParseException made", () -> new DateTimeParseException("text", "2026-02-31", 8));
		add("ArrayIndexOutOfBoundsException", () -> caught(() -> {
			int[] none = new int[0];
			none[none.length + 3]++;
			return null;
		}));
		add("NullPointerException with a helpful message", () -> caught(() -> {
			Kind[] kinds = { null };
			return kinds[0].making().make();
		}));
		add("ClassCastException", () -> caught(() -> {
			Object text = "text";
			return new IOException(((Integer) text).toString());
		}));
		add("ArithmeticException", () -> caught(() -> new IOException("" + (1 / "".length()))));
		add("StackOverflowError", () -> caught(() -> new IOException("" + endless(0))));
		add("AssertionError", () -> new AssertionError("assertion", new IOException("cause")));
		add("ClassNotFoundException", () -> new ClassNotFoundException("missing.Class", new IOException("cause")));
		add("ExceptionInInitializerError", () -> new ExceptionInInitializerError(new IOException("initialiser")));
		add("NoClassDefFoundError", () -> new NoClassDefFoundError("missing/Class"));
	}

	private static void ofTheJdkWithTables() {
		add("SQLClientInfoException", () -> {
			Map<String, ClientInfoStatus> failed = new LinkedHashMap<>();
			failed.put("b", ClientInfoStatus.REASON_UNKNOWN_PROPERTY);
			failed.put("a", ClientInfoStatus.REASON_VALUE_INVALID);
			return new SQLClientInfoException("info", "01000", 4, failed);
		});
		add("InvocationTargetException", () -> new InvocationTargetException(new IOException("target"), "invocation"));
		add("UndeclaredThrowableException", () -> new UndeclaredThrowableException(new IOException("undeclared")));
		add("NoSuchFileException", () -> new NoSuchFileException("file", "other", "reason"));
		add("MalformedInputException", () -> new MalformedInputException(7));
		add("URISyntaxException", () -> new URISyntaxException("a b", "space", 1));
		add("PatternSyntaxException", () -> new PatternSyntaxException("open", "a(b", 1));
		add("IllegalFormatConversionException", () -> new IllegalFormatConversionException('d', String.class));
		add("DuplicateFormatFlagsException", () -> new DuplicateFormatFlagsException("--"));
		add("EnumConstantNotPresentException", () -> new EnumConstantNotPresentException(TimeUnit.class, "WEEKS"));
		add("TypeNotPresentException", () -> new TypeNotPresentException("missing.Type", new IOException("cause")));
		add("NameNotFoundException", () -> {
			NameNotFoundException naming = new NameNotFoundException("naming");
			naming.setRemainingName(name("a/b"));
			naming.setResolvedName(name("c"));
			naming.setRootCause(new IOException("root"));
			return naming;
		});
		add("SAXParseException",
				() -> new SAXParseException("sax", "public", "system", 3, 4, new IOException("cause")));
		add("TransformerException", () -> new TransformerException("transformer", new IOException("cause")));
	}

	private static CompositeName name(String text) throws InvalidNameException {
		return new CompositeName(text);
	}

	private static void withOverrides() {
		add("getMessage decorates", () -> new Decorating("message", 3));
		add("getMessage of an ancestor's", () -> new DecoratingNull("message"));
		add("getMessage is made of fields", () -> new Composed(List.of("a", "b")));
		add("getMessage throws", () -> new Unspeakable("message", new IOException("cause")));
		add("getCause has its own field", () -> new OwnCause("message", new IOException("own")));
		add("fillInStackTrace does nothing", () -> new Traceless("message", 4));
		add("getStackTrace shows less", () -> new Trimmed("message"));
		add("toString is another", () -> new Renamed("message"));
		add("printStackTrace prints nothing", () -> new Silent("message"));
		add("initCause and setStackTrace refuse", () -> new Fixed("message", new IOException("cause")));
		add("getLocalizedMessage translates", () -> new Translated("message"));
	}

	private static void withFields() {
		add("enums, generics and arrays", () -> new Holding(List.of(new Detail("a", 1)), TimeUnit.DAYS));
		add("sealed", () -> new Sealed.Second("second", 2));
		add("anonymous", IOException.class, () -> anonymous("message"));
		add("local", () -> local("captured"));
		add("lambda that is Serializable", IOException.class, () -> new WithLambda("message", 5));
		add("lambda that is not", RemoteTaskException.class, () -> new WithSupplier("message", () -> 6));
		add("thread", IOException.class, () -> new WithResource("message", new Thread()));
		add("nothing in the place of a stream", () -> new WithResource("message", null));
		add("transient field", () -> new WithTransient("message"));
	}

	private static void withForms() {
		add("explicit null cause", () -> new IllegalStateException("message", null));
		add("explicit null cause of an application's", () -> new Decorating("message", 5, null));
		add("cause that is not set yet", () -> new IllegalStateException("message"));
		add("writeReplace and readResolve", () -> new Replaced("message", new IOException("cause")));
		add("writeObject", () -> new Written("message", List.of("a"), new IOException("cause")));
		add("writeObject and a lambda", RemoteTaskException.class, () -> {
			Written written = new Written("message", List.of("a"), null);
			written.held = (IntSupplier & Serializable) () -> 5;
			return written;
		});
		add("writeObject and a comparator that is a lambda of the JDK", RemoteTaskException.class, () -> {
			Written written = new Written("message", List.of("a"), null);
			written.held = Map.Entry.comparingByKey();
			return written;
		});
		add("writeObject and a proxy of an interface of the JDK", RemoteTaskException.class, () -> {
			Written written = new Written("message", List.of("a"), null);
			written.held = Proxy.newProxyInstance(null, new Class<?>[] { Runnable.class }, new Answering());
			return written;
		});
		add("readResolve", () -> Constant.INSTANCE);
		add("shared and cyclic", () -> {
			IOException shared = new IOException("shared");
			IllegalStateException root = new IllegalStateException("root", new Decorating("middle", 1, shared));
			root.addSuppressed(shared);
			root.addSuppressed(new TimeoutException("suppressed"));
			shared.addSuppressed(root);
			return root;
		});
	}

	private static IOException anonymous(String message) {
		return new IOException(message) {

			private static final long serialVersionUID = 1L;

			private final transient Thread thread = Thread.currentThread();

			private final Object lock = new Thread();

			@Override
			public String getMessage() {
				return super.getMessage() + (this.thread != null) + (this.lock != null);
			}

		};
	}

	private static Throwable local(String captured) {
		class Local extends RuntimeException {

			private static final long serialVersionUID = 1L;

			@Override
			public String getMessage() {
				return captured;
			}

		}
		return new Local();
	}

	/** Adds to its message. */
	static class Decorating extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final int code;

		Decorating(String message, int code) {
			super(message);
			this.code = code;
		}

		Decorating(String message, int code, Throwable cause) {
			super(message, cause);
			this.code = code;
		}

		@Override
		public String getMessage() {
			return super.getMessage() + " [" + this.code + "]";
		}

		public int getCode() {
			return this.code;
		}

	}

	/** Its ancestor in the JDK overrides the method too. */
	static class DecoratingNull extends NullPointerException {

		private static final long serialVersionUID = 1L;

		DecoratingNull(String message) {
			super(message);
		}

		@Override
		public String getMessage() {
			return super.getMessage() + "!";
		}

	}

	static class Composed extends Exception {

		private static final long serialVersionUID = 1L;

		private final List<String> values;

		Composed(List<String> values) {
			this.values = values;
		}

		@Override
		public String getMessage() {
			return String.join("+", this.values);
		}

		public List<String> getValues() {
			return this.values;
		}

	}

	static class Unspeakable extends Exception {

		private static final long serialVersionUID = 1L;

		Unspeakable(String message, Throwable cause) {
			super(message, cause);
		}

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

	}

	static class OwnCause extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Throwable own;

		OwnCause(String message, Throwable own) {
			super(message, null);
			this.own = own;
		}

		@Override
		public synchronized Throwable getCause() {
			return this.own;
		}

	}

	static class Traceless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final int code;

		Traceless(String message, int code) {
			super(message, null, false, false);
			this.code = code;
		}

		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

		public int getCode() {
			return this.code;
		}

	}

	static class Trimmed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Trimmed(String message) {
			super(message);
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			return Arrays.copyOf(super.getStackTrace(), 1);
		}

	}

	static class Renamed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Renamed(String message) {
			super(message);
		}

		@Override
		public String toString() {
			return "renamed " + getMessage();
		}

	}

	static class Silent extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Silent(String message) {
			super(message);
		}

		@Override
		public void printStackTrace(PrintStream stream) {
			stream.print("");
		}

		@Override
		public void printStackTrace(java.io.PrintWriter writer) {
			throw new IllegalStateException("nothing is printed");
		}

	}

	static class Fixed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Fixed(String message, Throwable cause) {
			super(message, cause);
		}

		@Override
		public synchronized Throwable initCause(Throwable cause) {
			throw new UnsupportedOperationException("initCause");
		}

		@Override
		public void setStackTrace(StackTraceElement[] frames) {
			throw new UnsupportedOperationException("setStackTrace");
		}

	}

	static class Translated extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Translated(String message) {
			super(message);
		}

		@Override
		public String getLocalizedMessage() {
			return "translated " + getMessage();
		}

	}

	record Detail(String name, int number) {
	}

	@SuppressWarnings("serial")
	static class Holding extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final List<? extends Record> details;

		private final TimeUnit unit;

		private final int[][] table = { { 1 }, { 2, 3 }, null };

		private final Map<TimeUnit, Detail> map = new EnumMap<>(Map.of(TimeUnit.HOURS, new Detail("b", 2)));

		Holding(List<? extends Record> details, TimeUnit unit) {
			super("holding");
			this.details = details;
			this.unit = unit;
		}

		public List<? extends Record> getDetails() {
			return this.details;
		}

		public TimeUnit getUnit() {
			return this.unit;
		}

		public int[][] getTable() {
			return this.table;
		}

		public Map<TimeUnit, Detail> getMap() {
			return this.map;
		}

	}

	static sealed class Sealed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Sealed(String message) {
			super(message);
		}

		static final class Second extends Sealed {

			private static final long serialVersionUID = 1L;

			private final Integer number;

			Second(String message, Integer number) {
				super(message);
				this.number = number;
			}

			public Integer getNumber() {
				return this.number;
			}

		}

	}

	static class WithLambda extends IOException {

		private static final long serialVersionUID = 1L;

		private final IntSupplier supplier;

		WithLambda(String message, int captured) {
			super(message);
			this.supplier = (IntSupplier & Serializable) () -> captured;
		}

		public boolean hasSupplier() {
			return this.supplier != null;
		}

	}

	@SuppressWarnings("serial")
	static class WithSupplier extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final IntSupplier supplier;

		WithSupplier(String message, IntSupplier supplier) {
			super(message);
			this.supplier = supplier;
		}

		public boolean hasSupplier() {
			return this.supplier != null;
		}

	}

	@SuppressWarnings("serial")
	static class WithResource extends IOException {

		private static final long serialVersionUID = 1L;

		private final Thread resource;

		WithResource(String message, Thread resource) {
			super(message);
			this.resource = resource;
		}

		public boolean hasResource() {
			return this.resource != null;
		}

	}

	/** As JDK serialization has it. */
	static class WithTransient extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Object cache = new Object();

		private final String text = "text";

		WithTransient(String message) {
			super(message);
		}

		public String getText() {
			return this.text;
		}

		Object cache() {
			return this.cache;
		}

	}

	/** Another object travels in its place. */
	static class Replaced extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Replaced(String message, Throwable cause) {
			super(message, cause);
		}

		Object writeReplace() {
			return new Form(getMessage(), getCause());
		}

		private record Form(String message, Throwable cause) implements Serializable {

			Object readResolve() {
				return new Replaced(this.message, this.cause);
			}

		}

	}

	/** Decides itself what arrives. */
	static final class Constant extends RuntimeException {

		private static final long serialVersionUID = 1L;

		static final Constant INSTANCE = new Constant();

		private Constant() {
			super("constant", null);
		}

		private Object readResolve() {
			return INSTANCE;
		}

		public boolean isTheInstance() {
			return this == INSTANCE;
		}

	}

	static class Answering implements InvocationHandler, Serializable {

		private static final long serialVersionUID = 1L;

		@Override
		public Object invoke(Object proxy, Method method, Object[] arguments) {
			return null;
		}

	}

	/** Writes itself. */
	static class Written extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@SuppressWarnings("serial")
		private final List<String> values;

		@SuppressWarnings("serial")
		private Object held;

		Written(String message, List<String> values, Throwable cause) {
			super(message, cause);
			this.values = values;
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			out.defaultWriteObject();
		}

		public List<String> getValues() {
			return this.values;
		}

		public boolean holds() {
			return this.held != null;
		}

	}

}
