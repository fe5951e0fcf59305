package io.aiopool.gadget;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.naming.NamingException;

/**
 * Exceptions as libraries have them, in a package that no pool was told to trust.
 */
public final class ForeignFailures {

	/**
	 * The system property in which classes leave a trace that must not be initialised.
	 */
	public static final String TRACE = "aiopool.gadget.failure";

	private ForeignFailures() {
	}

	/** Has nothing but simple values. */
	public static class Plain extends Exception {

		private static final long serialVersionUID = 1L;

		private final int code;

		private final String[] details;

		private final Duration after;

		private final BigDecimal amount;

		private final TimeUnit unit;

		private final Throwable origin;

		public Plain(String message, int code, Throwable cause) {
			super(message, cause);
			this.code = code;
			this.details = new String[] { "a", "b" };
			this.after = Duration.ofMillis(7);
			this.amount = new BigDecimal("1.50");
			this.unit = TimeUnit.DAYS;
			this.origin = cause;
		}

		public String values() {
			return this.code + " " + String.join(",", this.details) + " " + this.after + " " + this.amount + " "
					+ this.unit + " " + (this.origin == getCause());
		}

	}

	/**
	 * Is not rebuilt, as it is initialised by code, and extends a class that is abstract.
	 */
	public static final class Starved extends VirtualMachineError {

		private static final long serialVersionUID = 1L;

		private static final String TEXT = String.valueOf(System.nanoTime());

		public Starved(String message) {
			super(message + TEXT.isEmpty());
		}

	}

	/** Of a driver that adds simple values only. */
	public static class PlainSql extends SQLException {

		private static final long serialVersionUID = 1L;

		private final String query;

		public PlainSql(String message, String query) {
			super(message, "23505", 19);
			this.query = query;
		}

		public String query() {
			return this.query;
		}

	}

	/** What a driver has codes of its own for. */
	public enum ResultCode {

		/** The one. */
		CONSTRAINT,

		/** The other. */
		BUSY

	}

	/** Of a driver that adds a value of its own, as that of SQLite does. */
	public static class EnumSql extends SQLException {

		private static final long serialVersionUID = 1L;

		private final ResultCode result;

		public EnumSql(String message, ResultCode result) {
			super(message, "23000", 1555);
			this.result = result;
		}

		public ResultCode result() {
			return this.result;
		}

	}

	/** Makes a message of its own. */
	public static class Decorated extends TimeoutException {

		private static final long serialVersionUID = 1L;

		private final int code;

		public Decorated(String message, int code) {
			super(message);
			this.code = code;
		}

		@Override
		public String getMessage() {
			return super.getMessage() + " [" + this.code + "]";
		}

	}

	/** Leaves a trace in the JVM that initialises it. */
	public static class Initialised extends RuntimeException {

		private static final long serialVersionUID = 1L;

		static {
			System.setProperty(TRACE, "initialised");
		}

		public Initialised(String message) {
			super(message);
		}

		public Initialised(String message, Throwable cause) {
			super(message, cause);
		}

	}

	/** Extends one of the JDK that has a field. */
	public static class Parsing extends ParseException {

		private static final long serialVersionUID = 1L;

		private final List<String> values;

		private final String text = "text";

		private final Integer number = 5;

		public Parsing(String message, int offset, List<String> values) {
			super(message, offset);
			this.values = values;
		}

		public String values() {
			return this.values + this.text + this.number;
		}

	}

	/** Extends one of the JDK that has hooks. */
	public static class Batch extends BatchUpdateException {

		private static final long serialVersionUID = 1L;

		private final List<String> values;

		public Batch(String message, int[] counts, List<String> values) {
			super(message, "22000", 9, counts);
			this.values = values;
		}

		public List<String> values() {
			return this.values;
		}

	}

	/** Has two ancestors that are not the JDK's. */
	public static class Lookup extends NamedLookup {

		private static final long serialVersionUID = 1L;

		private final String text = "text";

		public Lookup(String message, List<String> values) {
			super(message, values);
		}

		public String text() {
			return this.text;
		}

	}

	/** Extends one of the JDK that has fields. */
	public static class NamedLookup extends NamingException {

		private static final long serialVersionUID = 1L;

		private final List<String> values;

		private final String name = "name";

		public NamedLookup(String message, List<String> values) {
			super(message);
			this.values = values;
		}

		public String values() {
			return this.values + this.name;
		}

	}

	/** Holds what cannot be serialized. */
	@SuppressWarnings("serial")
	public static class Files extends FileSystemException {

		private static final long serialVersionUID = 1L;

		private final Thread thread;

		public Files(String file, String other, String reason, Thread thread) {
			super(file, other, reason);
			this.thread = thread;
		}

		public Thread thread() {
			return this.thread;
		}

	}

	/** Extends one of the JDK that has a cause of its own. */
	public static class Reflecting extends InvocationTargetException {

		private static final long serialVersionUID = 1L;

		private final List<String> values;

		public Reflecting(Throwable target, List<String> values) {
			super(target);
			this.values = values;
		}

		public List<String> values() {
			return this.values;
		}

	}

	/** Logs, and so has a static initialiser that leaves no trace. */
	public static class Logging extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private static final System.Logger LOGGER = System.getLogger("foreign");

		public Logging(String message, Throwable cause) {
			super(message, cause);
			LOGGER.log(System.Logger.Level.TRACE, message);
		}

	}

	/** Is initialised together with its superclass. */
	public static class InitialisedChild extends Initialised {

		private static final long serialVersionUID = 1L;

		public InitialisedChild(String message) {
			super(message);
		}

	}

	/** Cannot be rebuilt, and is an error. */
	public static class Fatal extends Error {

		private static final long serialVersionUID = 1L;

		final transient Object nothing = null;

		private final List<String> values = List.of("a");

		public Fatal(String message) {
			super(message);
		}

		public List<String> values() {
			return this.values;
		}

	}

	/** Runs code when it is read. */
	public static class Read extends IOException {

		private static final long serialVersionUID = 1L;

		public Read(String message) {
			super(message);
		}

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			System.setProperty(TRACE, "read");
			in.defaultReadObject();
		}

	}

	/** Runs code when it is collected. */
	@SuppressWarnings({ "deprecation", "removal", "Finalize" })
	public static class Finalised extends IOException {

		private static final long serialVersionUID = 1L;

		public Finalised(String message) {
			super(message);
		}

		@Override
		protected void finalize() {
			System.setProperty(TRACE, "finalised");
		}

	}

	/** Is initialised with what implements it. */
	public interface Initialising {

		/** Not known before it runs. */
		String VALUE = System.setProperty(TRACE, "initialised");

		/** Makes the interface be initialised with the class. */
		default String value() {
			return VALUE;
		}

	}

	/** Has an interface that is initialised with it. */
	public static class Implementing extends IOException implements Initialising {

		private static final long serialVersionUID = 1L;

		public Implementing(String message) {
			super(message);
		}

	}

	/** An inner class, which holds its outer object. */
	public final class Inner extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
