package io.aiopool.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of encoded elements for parties that cannot block, because a thread
 * that serves a worker asks for them. Thread-safe by its own lock, which is not held
 * while a party is told.
 * <p>
 * An element that was given to a taker is in delivery until it is said to be taken or
 * comes back, to its old place at the head.
 */
final class ElementQueue {

	private final int capacity;

	private final Runnable onDrained;

	/** By age, so that what comes back finds its place. */
	private final Queue<Element> elements = new PriorityQueue<>(Comparator.comparingLong((Element one) -> one.age));

	private final Set<Party> takers = new LinkedHashSet<>();

	private final Map<Party, Payload> putters = new LinkedHashMap<>();

	private long ages;

	private int inDelivery;

	private boolean closed;

	/** What becomes of a put or take. */
	enum Outcome {

		/** The element is in the queue. */
		PUT,

		/** There is an element, in delivery from now on. */
		ELEMENT,

		/** There was no room, or no element. */
		NONE,

		/** The queue is closed, and for takers empty. */
		CLOSED

	}

	/** Somebody who puts or takes once, and is told once; must not block. */
	interface Party {

		/**
		 * Whether a taker gets an element now; otherwise it goes on waiting, and the next
		 * one gets it. Called with the lock held; whoever said yes is told the element.
		 */
		default boolean accepts(Element element) {
			return true;
		}

		void told(Outcome outcome, @Nullable Element element);

	}

	/** An element in its encoded form. */
	static final class Element {

		private final Payload bytes;

		private final long age;

		Element(Payload bytes, long age) {
			this.bytes = bytes;
			this.age = age;
		}

		Payload bytes() {
			return this.bytes;
		}

		int size() {
			return this.bytes.size();
		}

	}

	/**
	 * Creates an empty queue.
	 * @param capacity so many elements wait at most
	 * @param onDrained told when it is closed and will never have an element again
	 */
	ElementQueue(int capacity, Runnable onDrained) {
		this.capacity = capacity;
		this.onDrained = onDrained;
	}

	void put(Payload bytes, Party putter, boolean wait) {
		List<Runnable> told = new ArrayList<>(2);
		synchronized (this) {
			this.putters.put(putter, bytes);
			settle(told);
			if (!wait && this.putters.remove(putter) != null) {
				told.add(() -> putter.told(Outcome.NONE, null));
			}
		}
		told.forEach(Runnable::run);
	}

	void take(Party taker, boolean wait) {
		List<Runnable> told = new ArrayList<>(2);
		synchronized (this) {
			this.takers.add(taker);
			settle(told);
			if (!wait && this.takers.remove(taker)) {
				told.add(() -> taker.told(Outcome.NONE, null));
			}
		}
		told.forEach(Runnable::run);
	}

	/** Returns {@code true} if the party waited; it will not be told anything then. */
	synchronized boolean withdraw(Party party) {
		return this.takers.remove(party) || this.putters.remove(party) != null;
	}

	/** The element is out of the queue for good, or comes back. */
	void delivered(Element element, boolean taken) {
		List<Runnable> told = new ArrayList<>(1);
		synchronized (this) {
			this.inDelivery--;
			if (!taken) {
				this.elements.add(element);
			}
			settle(told);
		}
		told.forEach(Runnable::run);
	}

	/** Takers that did not accept an element may do so now. */
	void askAgain() {
		List<Runnable> told = new ArrayList<>();
		synchronized (this) {
			settle(told);
		}
		told.forEach(Runnable::run);
	}

	void close() {
		List<Runnable> told = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			settle(told);
		}
		told.forEach(Runnable::run);
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

	synchronized int size() {
		return this.elements.size();
	}

	private void settle(List<Runnable> told) {
		if (this.closed) {
			this.putters.keySet().forEach((putter) -> told.add(() -> putter.told(Outcome.CLOSED, null)));
			this.putters.clear();
		}
		admit(told);
		for (Element element = this.elements.peek(); element != null; element = this.elements.peek()) {
			Element next = element;
			Party taker = takerOf(next);
			if (taker == null) {
				break;
			}
			this.elements.remove();
			this.inDelivery++;
			told.add(() -> taker.told(Outcome.ELEMENT, next));
			admit(told);
		}
		if (this.closed && this.elements.isEmpty() && this.inDelivery == 0) {
			this.takers.forEach((taker) -> told.add(() -> taker.told(Outcome.CLOSED, null)));
			this.takers.clear();
			told.add(this.onDrained);
		}
	}

	private void admit(List<Runnable> told) {
		Iterator<Map.Entry<Party, Payload>> waiting = this.putters.entrySet().iterator();
		while (this.elements.size() < this.capacity && waiting.hasNext()) {
			Map.Entry<Party, Payload> next = waiting.next();
			Party putter = next.getKey();
			this.elements.add(new Element(next.getValue(), this.ages++));
			waiting.remove();
			told.add(() -> putter.told(Outcome.PUT, null));
		}
	}

	private @Nullable Party takerOf(Element element) {
		for (Iterator<Party> waiting = this.takers.iterator(); waiting.hasNext();) {
			Party taker = waiting.next();
			if (taker.accepts(element)) {
				waiting.remove();
				return taker;
			}
		}
		return null;
	}

}
