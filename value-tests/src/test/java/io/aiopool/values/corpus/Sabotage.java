package io.aiopool.values.corpus;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * Classes whose copies are not what they were, each by its own fault: the corpus has to
 * notice. Their own serialized forms do it, as no codec does.
 */
public final class Sabotage {

	private Sabotage() {
	}

	/** A number that loses a digit. */
	public static final class Digits implements Serializable {

		private static final long serialVersionUID = 1;

		private double value = 0.1 + 0.2;

		public Digits() {
		}

		public double getValue() {
			return this.value;
		}

		Object writeReplace() {
			return new Sent("Digits");
		}

	}

	/** A map in the order of access that arrives in that of insertion. */
	public static final class Order extends LinkedHashMap<String, Integer> {

		private static final long serialVersionUID = 1;

		public Order() {
			this(true);
		}

		Order(boolean accessOrder) {
			super(16, 0.75f, accessOrder);
			put("a", 1);
			put("b", 2);
			put("c", 3);
		}

		Object writeReplace() {
			return new Sent("Order");
		}

	}

	/** Finds a name in small letters only while it is here. */
	public static final class Lookup implements Serializable {

		private static final long serialVersionUID = 1;

		private boolean exact;

		public Lookup() {
		}

		public boolean containsKey(CharSequence key) {
			return (this.exact ? key.toString() : key.toString().toUpperCase(Locale.ROOT)).equals("A");
		}

		Object writeReplace() {
			return new Sent("Lookup");
		}

	}

	/** A list that can no longer be changed. */
	public static final class Frozen extends AbstractList<String> implements Serializable {

		private static final long serialVersionUID = 1;

		private final String[] elements = { "x", "y" };

		private boolean frozen;

		public Frozen() {
		}

		@Override
		public String get(int index) {
			return this.elements[index];
		}

		@Override
		public String set(int index, String element) {
			if (this.frozen) {
				throw new UnsupportedOperationException();
			}
			String before = this.elements[index];
			this.elements[index] = element;
			return before;
		}

		@Override
		public int size() {
			return this.elements.length;
		}

		Object writeReplace() {
			return new Sent("Frozen");
		}

	}

	/** One that no longer equals what it was made as. */
	public static final class Stranger implements Serializable {

		private static final long serialVersionUID = 1;

		private transient int secret = 7;

		public Stranger() {
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Stranger stranger && stranger.secret == this.secret;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	/** A constant that arrives as a second instance. */
	public static final class Twin implements Serializable {

		private static final long serialVersionUID = 1;

		public static final Twin ONLY = new Twin();

		private Twin() {
		}

		Object writeReplace() {
			return new Sent("Twin");
		}

	}

	/** One of which nothing is lost. */
	public static final class Kept implements Serializable {

		private static final long serialVersionUID = 1;

		private String text = "a";

		public Kept() {
		}

		public String getText() {
			return this.text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Kept kept && kept.text.equals(this.text);
		}

		@Override
		public int hashCode() {
			return this.text.hashCode();
		}

	}

	/**
	 * What travels in the place of another.
	 *
	 * @param of the simple name of its class
	 */
	record Sent(String of) implements Serializable {

		Object readResolve() {
			switch (this.of) {
				case "Digits" -> {
					Digits digits = new Digits();
					digits.value = 0.3;
					return digits;
				}
				case "Order" -> {
					return new Order(false);
				}
				case "Lookup" -> {
					Lookup lookup = new Lookup();
					lookup.exact = true;
					return lookup;
				}
				case "Frozen" -> {
					Frozen list = new Frozen();
					list.frozen = true;
					return list;
				}
				default -> {
					return new Twin();
				}
			}
		}

	}

}
