package io.aiopool.fault;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Arguments, results and exceptions that make trouble on their way.
 */
final class MisbehavingValues {

	private MisbehavingValues() {
	}

	static boolean inChild() {
		return Boolean.getBoolean("aiopool.child");
	}

	/** Holds a thread, which nothing can carry. */
	record Uncarriable(String name, Thread thread) {

		static Uncarriable create() {
			return new Uncarriable("uncarriable", new Thread());
		}

	}

	/** Fails wherever it is read: in the child as an argument, here as a result. */
	static final class Unreadable implements Serializable {

		private static final long serialVersionUID = 1L;

		private void readObject(ObjectInputStream in) throws IOException {
			throw new IOException("unreadable on purpose");
		}

	}

	/** Fails wherever it is written. */
	static final class Unwritable implements Serializable {

		private static final long serialVersionUID = 1L;

		private void writeObject(ObjectOutputStream out) throws IOException {
			throw new NotSerializableException("unwritable on purpose");
		}

	}

	/** Fails with an error, not an exception, when it is written. */
	static final class ErrorOnWrite implements Serializable {

		private static final long serialVersionUID = 1L;

		private void writeObject(ObjectOutputStream out) {
			throw new AssertionError("an error on purpose");
		}

	}

	/** Ends the child that reads it. */
	static final class HaltOnRead implements Serializable {

		private static final long serialVersionUID = 1L;

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			if (inChild()) {
				Runtime.getRuntime().halt(17);
			}
		}

	}

	/** Crashes the child that reads it. */
	static final class CrashOnRead implements Serializable {

		private static final long serialVersionUID = 1L;

		private void readObject(ObjectInputStream in) throws Exception {
			in.defaultReadObject();
			if (inChild()) {
				MisbehavingTasks.segfault();
			}
		}

	}

	/** A key that ends the child which puts it into a map. */
	static final class ExitOnHash implements Serializable {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			if (inChild()) {
				System.exit(18);
			}
			return 1;
		}

	}

	/** A list whose last node leads to the first. */
	static final class Node implements Serializable {

		private static final long serialVersionUID = 1L;

		final String name;

		Node next;

		Node(String name) {
			this.name = name;
		}

		static Node cycle() {
			Node first = new Node("first");
			first.next = new Node("second");
			first.next.next = first;
			return first;
		}

	}

	/** A hundred thousand lists, each in the next. */
	static List<Object> deep() {
		List<Object> inner = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			List<Object> outer = new ArrayList<>();
			outer.add(inner);
			inner = outer;
		}
		return inner;
	}

	static final class CheckedProblem extends Exception {

		private static final long serialVersionUID = 1L;

		private final int code;

		CheckedProblem(String message, int code, Throwable cause) {
			super(message, cause);
			this.code = code;
		}

		int code() {
			return this.code;
		}

	}

	/** An exception with anything in it. */
	static final class HoldingProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final transient Object nothing = null;

		private final Object held;

		HoldingProblem(Object held) {
			super("holds something");
			this.held = held;
		}

		Object held() {
			return this.held;
		}

	}

	/** An exception with something in it that nothing can carry. */
	static final class UncarriableProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final Thread thread = new Thread();

		UncarriableProblem(String message) {
			super(message);
		}

	}

	/** An exception that the child can write, but nobody else can read. */
	static final class UnreadableProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UnreadableProblem(String message) {
			super(message);
		}

		private void readObject(ObjectInputStream in) throws IOException {
			throw new IOException("unreadable on purpose");
		}

	}

	/** An exception that works only where its constructor has run. */
	static final class HomesickProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Object home = new Object();

		HomesickProblem(String message) {
			super(message);
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			return (this.home.hashCode() == 0) ? new StackTraceElement[0] : super.getStackTrace();
		}

	}

	/** An exception that fails with an error when it is written. */
	static final class ErrorOnWriteProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ErrorOnWriteProblem(String message) {
			super(message);
		}

		private void writeObject(ObjectOutputStream out) {
			throw new AssertionError("an error on purpose");
		}

	}

	/** An exception whose own methods fail in the child. */
	static final class HostileProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			if (inChild()) {
				throw new AssertionError("no message either");
			}
			return "readable here";
		}

	}

}
