package io.aiopool.codec;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Classes with constants, as users and libraries write them.
 */
final class ConstantSamples {

	static final Setting DEFAULT_SETTING = new Setting("default");

	private ConstantSamples() {
	}

	/** What Kotlin makes of {@code object}. */
	static final class Single {

		static final Single INSTANCE = new Single();

		private Single() {
		}

	}

	/** A type-safe enum. */
	static final class Suit {

		static final Suit HEARTS = new Suit("hearts", 1);

		static final Suit SPADES = new Suit("spades", 2);

		final String name;

		final int order;

		Suit(String name, int order) {
			this.name = name;
			this.order = order;
		}

	}

	/** A type-safe enum whose constants have bodies, and refer to each other. */
	abstract static class Turn {

		static final Turn LEFT = new Turn() {
			@Override
			Turn back() {
				return RIGHT;
			}
		};

		static final Turn RIGHT = new Turn() {
			@Override
			Turn back() {
				return LEFT;
			}
		};

		abstract Turn back();

	}

	/** Constants that are found by what they do. */
	static final class Operation {

		static final Operation PLUS = new Operation("+", (a, b) -> a + b);

		static final Operation TIMES = new Operation("*", (a, b) -> a * b);

		final String sign;

		private final IntBinaryOperator body;

		private Operation(String sign, IntBinaryOperator body) {
			this.sign = sign;
			this.body = body;
		}

		int apply(int a, int b) {
			return this.body.applyAsInt(a, b);
		}

	}

	record RecordOperation(String sign, IntBinaryOperator body) {

		static final RecordOperation MINUS = new RecordOperation("-", (a, b) -> a - b);

	}

	/** A constant that is declared in the class around its own. */
	static final class Setting {

		final String name;

		Setting(String name) {
			this.name = name;
		}

	}

	sealed interface Limit permits Limited, Unlimited {

		Limit ONE = new Limited(1);

		static Limit unlimited() {
			return Unlimited.INSTANCE;
		}

	}

	static final class Limited implements Limit {

		final int most;

		Limited(int most) {
			this.most = most;
		}

	}

	static final class Unlimited implements Limit {

		private static final Limit INSTANCE = new Unlimited();

	}

	record Money(long cents, String currency) {

		static final Money ZERO = new Money(0, "EUR");

	}

	record Invoice(Money net, Money tax, Object discount) {
	}

	/** Compares itself by content, as HttpMethod does. */
	static final class Verb implements Serializable {

		private static final long serialVersionUID = 1L;

		static final Verb GET = new Verb("GET");

		private final String name;

		Verb(String name) {
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Verb that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	/** Is taken apart by JDK serialization. */
	static final class Checked implements Serializable {

		private static final long serialVersionUID = 1L;

		static final Checked EMPTY = new Checked("");

		final String text;

		Checked(String text) {
			this.text = text;
		}

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
		}

	}

	@FunctionalInterface
	interface Rule {

		Rule NEVER = (value) -> false;

		boolean test(int value);

	}

	/** A constant that somebody may change. */
	static final class Registry {

		static final Registry SHARED = new Registry();

		final List<Object> entries = new ArrayList<>();

		final Map<Object, Object> byName = new HashMap<>();

	}

	/** The same, but it compares itself by content. */
	record Node(List<String> names) {

		static final Node LOCAL = new Node(new ArrayList<>());

	}

	static final class Many {

		static final Many A = new Many();

		static final Many B = new Many();

		static final Many C = new Many();

		static final Many D = new Many();

		static final Many E = new Many();

		static final Many F = new Many();

		static final Many G = new Many();

		static final Many H = new Many();

		static final Many I = new Many();

		static final Many J = new Many();

	}

	/** Hooks of its own decide which instance arrives. */
	static final class Resolved implements Serializable {

		private static final long serialVersionUID = 1L;

		static final Resolved OLD = new Resolved();

		static final Resolved NEW = new Resolved();

		private Object readResolve() {
			return NEW;
		}

	}

	/** Tells an absent name from null. */
	record Patch(Object name) {

		private static final Object UNSET = new Object();

		static Patch unset() {
			return new Patch(UNSET);
		}

		boolean isSet() {
			return this.name != UNSET;
		}

		record Nested(Object value) {

			static Nested unset() {
				return new Nested(UNSET);
			}

			boolean isSet() {
				return this.value != UNSET;
			}

		}

	}

	static class Base {

		private static final Object NONE = new Object();

		private Object value = NONE;

		boolean isEmpty() {
			return this.value == NONE;
		}

	}

	static final class Derived extends Base {

		String name = "derived";

	}

	/** As HashSet is written. */
	static final class OwnSet {

		private static final Object PRESENT = new Object();

		private final Map<Object, Object> map = new HashMap<>();

		boolean add(Object element) {
			return this.map.put(element, PRESENT) != PRESENT;
		}

	}

	static final class Guarded {

		private final Object lock = new Object();

		private final Object sameLock = this.lock;

		boolean guards() {
			synchronized (this.lock) {
				return this.lock == this.sameLock;
			}
		}

	}

}
