package io.aiopool.codec;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Classes as users write them, for the codec's tests.
 */
final class Samples {

	private Samples() {
	}

	record Address(String street, int number) {
	}

	record Person(long id, String name, int age, double score, List<String> tags, Address home) {
	}

	record Generic<T>(T value, Map<String, List<T>> more) {
	}

	record Everything(boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, Integer j,
			Optional<String> k, Object l) {
	}

	record Empty() {
	}

	record Positive(int value) {

		Positive {
			if (value < 0) {
				throw new IllegalArgumentException("negative");
			}
		}

	}

	record Link(Object next) {
	}

	enum Colour {

		RED, GREEN {
			@Override
			String nick() {
				return "grass";
			}
		},
		BLUE;

		String nick() {
			return name();
		}

	}

	/**
	 * No constructor without arguments, final and transient fields, a superclass with
	 * state.
	 */
	static class Account extends Owned implements Serializable {

		private static final long serialVersionUID = 1L;

		private final String number;

		private BigDecimal balance;

		private final int[] history;

		private transient Object cache = "cache";

		static int instances;

		Account(String owner, String number, BigDecimal balance, int... history) {
			super(owner);
			this.number = number;
			this.balance = balance;
			this.history = history;
		}

		Object cache() {
			return this.cache;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Account that && this.number.equals(that.number) && this.balance.equals(that.balance)
					&& List.of(this.owner).equals(List.of(that.owner))
					&& java.util.Arrays.equals(this.history, that.history);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.number, this.balance, this.owner);
		}

	}

	static class Owned {

		final String owner;

		Owned(String owner) {
			this.owner = owner;
		}

	}

	static final class Node {

		String name;

		Node next;

		final List<Node> friends = new ArrayList<>();

		final Map<Node, String> notes = new HashMap<>();

		Node(String name) {
			this.name = name;
		}

	}

	/** Its hash depends on a field, which is not there yet while a cycle is rebuilt. */
	static final class Named {

		private final java.util.Set<Named> group;

		private final String name;

		private final java.util.Set<Named> others;

		Named(String name, java.util.Set<Named> group, java.util.Set<Named> others) {
			this.name = name;
			this.group = group;
			this.others = others;
		}

		java.util.Set<Named> group() {
			return this.group;
		}

		java.util.Set<Named> others() {
			return this.others;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Named that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	static final class SerializedByProxy implements Serializable {

		private final transient String secret;

		SerializedByProxy(String secret) {
			this.secret = secret;
		}

		private Object writeReplace() {
			return new Proxy(this.secret);
		}

		private void readObject(ObjectInputStream in) throws InvalidObjectException {
			throw new InvalidObjectException("proxy required");
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SerializedByProxy that && this.secret.equals(that.secret);
		}

		@Override
		public int hashCode() {
			return this.secret.hashCode();
		}

		private static final class Proxy implements Serializable {

			private final String text;

			Proxy(String text) {
				this.text = text;
			}

			private Object readResolve() {
				return new SerializedByProxy(this.text);
			}

		}

	}

	static final class Singleton implements Serializable {

		static final Singleton INSTANCE = new Singleton();

		private Object readResolve() {
			return INSTANCE;
		}

	}

	static final class CustomStream implements Serializable {

		private transient Address address;

		private final String plain;

		CustomStream(Address address, String plain) {
			this.address = address;
			this.plain = plain;
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			out.defaultWriteObject();
			out.writeObject(this.address);
		}

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			this.address = (Address) in.readObject();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof CustomStream that && this.address.equals(that.address)
					&& this.plain.equals(that.plain);
		}

		@Override
		public int hashCode() {
			return this.plain.hashCode();
		}

	}

	public static final class External implements Externalizable {

		private String text = "";

		public External() {
		}

		External(String text) {
			this.text = text;
		}

		@Override
		public void writeExternal(ObjectOutput out) throws IOException {
			out.writeUTF(this.text);
		}

		@Override
		public void readExternal(ObjectInput in) throws IOException {
			this.text = in.readUTF();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof External that && this.text.equals(that.text);
		}

		@Override
		public int hashCode() {
			return this.text.hashCode();
		}

	}

	static final class Tags extends ArrayList<Object> {

		private static final long serialVersionUID = 1L;

		String title = "none";

	}

	static class OrderException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final Address where;

		final int code;

		OrderException(String message, int code, Address where, Throwable cause) {
			super(message, cause);
			this.code = code;
			this.where = where;
		}

		@Override
		public String getMessage() {
			return super.getMessage() + " [code " + this.code + "]";
		}

	}

	static final class HookException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static final class ThrowingHook implements Serializable {

		private static final long serialVersionUID = 1L;

		private void writeObject(ObjectOutputStream out) {
			throw new HookException();
		}

	}

	interface Task extends Serializable {

		Object run(String input);

	}

}
