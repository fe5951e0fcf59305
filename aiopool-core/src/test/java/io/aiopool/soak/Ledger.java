package io.aiopool.soak;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the parent knows of every task: how often it may run, how often the engine had an
 * outcome for it, how often its caller was told, and what. Outside of the heap, whose
 * size is one of the things that are measured. Thread-safe.
 */
final class Ledger {

	private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

	private static final int OUTCOME = 4;

	private static final int SINK = 8;

	private static final int TOLD = 12;

	private static final int MASK = 0xF;

	private final ByteBuffer entries;

	private final int capacity;

	private final AtomicInteger last = new AtomicInteger();

	/** How often a task may run. */
	enum Kind {

		/** At most once. */
		ONCE,

		/** Each attempt at most once: it is idempotent, or tried again after failures. */
		REPEATED,

		/** At most once, and nobody need be told: an element of a map. */
		ELEMENT,

		/** Each attempt at most once, and nobody need be told. */
		REPEATED_ELEMENT;

		boolean isElement() {
			return this == ELEMENT || this == REPEATED_ELEMENT;
		}

		boolean isRepeated() {
			return this == REPEATED || this == REPEATED_ELEMENT;
		}

	}

	/** What the caller was told. */
	enum Outcome {

		/** Nothing so far. */
		NONE,

		/** The result of this task. */
		RIGHT,

		/** The result of another task, or a corrupted one. */
		WRONG,

		/** Its worker was lost, and it may have begun. */
		LOST,

		/** Its worker was lost, and it had not begun. */
		LOST_UNBEGUN,

		/** Its deadline has passed. */
		TIMED_OUT,

		/** The caller gave it up itself. */
		CANCELLED,

		/** The pool did not take it, so it is no task at all. */
		REFUSED,

		/** Anything else. */
		OTHER

	}

	/**
	 * Makes an empty ledger.
	 * @param capacity so many tasks at most
	 */
	Ledger(int capacity) {
		this.capacity = capacity;
		this.entries = ByteBuffer.allocateDirect(Math.multiplyExact(Integer.BYTES, capacity + 1))
			.order(ByteOrder.nativeOrder());
	}

	/** A task is about to be submitted; returns its id, from 1. */
	int submit(Kind kind) {
		int id = this.last.incrementAndGet();
		if (id > this.capacity) {
			throw new IllegalStateException("More than " + this.capacity + " tasks");
		}
		INTS.setVolatile(this.entries, id * Integer.BYTES, kind.ordinal());
		return id;
	}

	/** The engine has an outcome for it. */
	void settled(int id) {
		add(id, 1 << SINK);
	}

	/** Its caller was told. */
	void told(int id, Outcome outcome) {
		add(id, 1 << TOLD);
		INTS.getAndBitwiseOr(this.entries, id * Integer.BYTES, outcome.ordinal() << OUTCOME);
	}

	private void add(int id, int one) {
		INTS.getAndAdd(this.entries, id * Integer.BYTES, one);
	}

	/** The last id. */
	int last() {
		return Math.min(this.last.get(), this.capacity);
	}

	Kind kind(int id) {
		return Kind.values()[entry(id) & 3];
	}

	Outcome outcome(int id) {
		int outcome = entry(id) >>> OUTCOME & MASK;
		// Two outcomes at once are a corrupted one; that it was told twice is counted.
		return (outcome < Outcome.values().length) ? Outcome.values()[outcome] : Outcome.WRONG;
	}

	int timesSettled(int id) {
		return entry(id) >>> SINK & MASK;
	}

	int timesTold(int id) {
		return entry(id) >>> TOLD & MASK;
	}

	private int entry(int id) {
		return (int) INTS.getVolatile(this.entries, id * Integer.BYTES);
	}

}
