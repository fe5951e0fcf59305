package io.aiopool.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A thread of a {@link World}, which does one thing after the other, or a kind of
 * threads, which do things at the same time and in any order.
 */
public final class Actor {

	private static final Comparator<Event> IN_ORDER = Comparator.comparingLong(Event::number);

	private final String name;

	private final boolean several;

	private final List<Event> events = new ArrayList<>();

	private boolean busy;

	/**
	 * Something that an actor will do.
	 *
	 * @param at not before this time
	 * @param number unique, rising
	 * @param what in words
	 * @param step what it is
	 */
	record Event(long at, long number, String what, Runnable step) {
	}

	Actor(String name, boolean several) {
		this.name = name;
		this.several = several;
	}

	void add(Event event) {
		this.events.add(event);
	}

	/** Nanoseconds until it has something to do. */
	long waits(long now) {
		long least = Long.MAX_VALUE;
		for (Event event : this.events) {
			least = Math.min(least, Math.max(0, event.at - now));
		}
		return least;
	}

	boolean isAble(long now) {
		return !this.busy && !this.events.isEmpty() && waits(now) == 0;
	}

	/** Takes what it does next: what was due first, or anything that is due. */
	Event next(long now, SplittableRandom random) {
		List<Event> due = new ArrayList<>(this.events.size());
		long first = Long.MAX_VALUE;
		for (Event event : this.events) {
			if (event.at - now <= 0) {
				first = Math.min(first, event.at - now);
				due.add(event);
			}
		}
		if (!this.several) {
			long earliest = first;
			due.removeIf((event) -> event.at - now > earliest);
			due.sort(IN_ORDER);
		}
		Event next = due.get(this.several ? random.nextInt(due.size()) : 0);
		this.events.remove(next);
		return next;
	}

	/** Returns whether it was busy before. */
	boolean begins() {
		boolean before = this.busy;
		this.busy = !this.several;
		return before;
	}

	void ends(boolean before) {
		this.busy = before;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
