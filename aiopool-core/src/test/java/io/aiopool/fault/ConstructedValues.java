package io.aiopool.fault;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;

/**
 * Values whose classes have a say in what becomes of them.
 */
final class ConstructedValues {

	private ConstructedValues() {
	}

	sealed interface Shape permits Circle, Nothing {

	}

	record Circle(double radius) implements Shape {
	}

	/** What Kotlin makes of {@code object}. */
	static final class Nothing implements Shape {

		static final Nothing INSTANCE = new Nothing();

		private Nothing() {
		}

	}

	/** Fails as a {@code when} of Kotlin does. */
	static String describe(Shape shape) {
		if (shape instanceof Circle circle) {
			return "circle " + circle.radius();
		}
		if (shape == Nothing.INSTANCE) {
			return "nothing";
		}
		throw new IllegalStateException("no branch for " + shape);
	}

	/** A type-safe enum that knows what to do. */
	static final class Step {

		static final Step UP = new Step("up", (value) -> value + 1);

		static final Step DOWN = new Step("down", (value) -> value - 1);

		final String name;

		private final IntUnaryOperator body;

		private Step(String name, IntUnaryOperator body) {
			this.name = name;
			this.body = body;
		}

		int from(int value) {
			return this.body.applyAsInt(value);
		}

	}

	/** In each process another, which compares itself by its identity. */
	static final class Home {

		static final Home HERE = new Home();

		final long pid = ProcessHandle.current().pid();

	}

	/** In each process another, which compares itself by its content. */
	record Address(long pid) {

		static final Address LOCAL = new Address(ProcessHandle.current().pid());

	}

	record Amount(long cents) {

		static final Amount ZERO = new Amount(0);

	}

	record Bill(Amount amount, Shape shape, Object note) {

		static final Object NO_NOTE = new Object();

		boolean hasNote() {
			return this.note != NO_NOTE;
		}

	}

	record Percent(double value) {

		Percent {
			value = value / 100;
		}

	}

	record Copied(List<String> names, int[] numbers) {

		Copied {
			names = List.copyOf(names);
			numbers = numbers.clone();
		}

	}

	static final class Locked {

		final String name;

		private final transient Lock lock = new ReentrantLock();

		Locked(String name) {
			this.name = name;
		}

		int length() {
			this.lock.lock();
			return this.name.length();
		}

	}

	static final class Unlocked {

		final String name;

		private final transient Lock lock = new ReentrantLock();

		private Unlocked() {
			this("");
		}

		Unlocked(String name) {
			this.name = name;
		}

		int length() {
			this.lock.lock();
			try {
				return this.name.length();
			}
			finally {
				this.lock.unlock();
			}
		}

	}

	static final class Forgotten {

		private transient Lock lock;

		Forgotten() {
		}

		static Forgotten create() {
			Forgotten forgotten = new Forgotten();
			forgotten.lock = new ReentrantLock();
			return forgotten;
		}

		boolean isLocked() {
			return !this.lock.tryLock();
		}

	}

}
