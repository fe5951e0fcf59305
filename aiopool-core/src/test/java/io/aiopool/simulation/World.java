package io.aiopool.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A world with one thread and a time of its own, in which everything that happens follows
 * from one seed.
 * <p>
 * Threads are {@link Actor actors}; whose turn it is, is a matter of chance. A turn need
 * not be finished before another one begins: wherever the code under test calls out and
 * holds no lock, {@link #point()} may let other actors have turns in between, as the
 * scheduler of an operating system would.
 */
public final class World {

	private static final int DEEPEST = 4;

	private static final int BETWEEN_INTERRUPTIONS = 6;

	private final SplittableRandom random;

	private final List<Actor> actors = new ArrayList<>();

	private final List<Actor> able = new ArrayList<>();

	private final @Nullable StringBuilder trace;

	private final long origin;

	private BooleanSupplier locked = () -> false;

	private long now;

	private long events;

	private long turns;

	private int depth;

	private @Nullable Throwable violation;

	/**
	 * Creates a world in which nothing happens yet.
	 * @param seed of all that is left to chance
	 * @param traced whether to write down what happens
	 */
	public World(long seed, boolean traced) {
		this.random = new SplittableRandom(seed);
		this.trace = traced ? new StringBuilder() : null;
		// Only differences may mean something.
		this.origin = this.random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_000L);
		this.now = this.origin;
	}

	/** Tells whether the thread that asks holds a lock, so that others must wait. */
	public void locked(BooleanSupplier locked) {
		this.locked = locked;
	}

	/** A thread; or, if it has several, a kind of threads. */
	public Actor actor(String name, boolean several) {
		Actor actor = new Actor(name, several);
		this.actors.add(actor);
		return actor;
	}

	/** The actor has nothing more to do. */
	public void leaves(Actor actor) {
		this.actors.remove(actor);
	}

	/** Has the actor do something after so many nanoseconds. */
	public void after(long nanos, Actor actor, String what, Runnable step) {
		actor.add(new Actor.Event(this.now + Math.max(0, nanos), this.events++, what, step));
	}

	public long now() {
		return this.now;
	}

	/** Returns how long the world has existed. */
	public long age() {
		return this.now - this.origin;
	}

	/** Returns how many turns there have been: the same for the same seed. */
	public long turns() {
		return this.turns;
	}

	public int chance(int bound) {
		return this.random.nextInt(bound);
	}

	public long chance(long from, long to) {
		return this.random.nextLong(from, to + 1);
	}

	public boolean happens(double probability) {
		return probability > 0 && this.random.nextDouble() < probability;
	}

	public double luck() {
		return this.random.nextDouble();
	}

	/** Here others may have their turns, if no lock keeps them out. */
	public void point() {
		if (this.depth < DEEPEST && this.random.nextInt(BETWEEN_INTERRUPTIONS) == 0 && !this.locked.getAsBoolean()) {
			this.depth++;
			for (int turns = 1 + this.random.nextInt(3); turns > 0; turns--) {
				turn();
			}
			this.depth--;
		}
	}

	/** The code under test has called out: to be done without holding any lock. */
	public void calledOut(String what) {
		if (this.locked.getAsBoolean()) {
			violated(what + " under a lock");
		}
		point();
	}

	/** Goes on until something is so, or for some time. */
	public void run(long nanos, BooleanSupplier until) {
		long end = this.now + nanos;
		while (!until.getAsBoolean()) {
			if (!turn() && !sleep(end)) {
				break;
			}
			check();
		}
		check();
	}

	/** Nobody can do anything now: time passes. */
	private boolean sleep(long end) {
		long next = Long.MAX_VALUE;
		for (Actor actor : this.actors) {
			next = Math.min(next, actor.waits(this.now));
		}
		if (next == Long.MAX_VALUE || this.now + next - end > 0) {
			this.now = end;
			return false;
		}
		this.now += next;
		return true;
	}

	/** Lets somebody do the next thing that he has to do now; {@code false} if none. */
	private boolean turn() {
		this.able.clear();
		for (Actor actor : this.actors) {
			if (actor.isAble(this.now)) {
				this.able.add(actor);
			}
		}
		if (this.able.isEmpty()) {
			return false;
		}
		Actor actor = this.able.get(this.random.nextInt(this.able.size()));
		Actor.Event event = actor.next(this.now, this.random);
		this.turns++;
		log(() -> actor + ": " + event.what());
		boolean before = actor.begins();
		try {
			event.step().run();
		}
		catch (Throwable ex) {
			// Kept here too, as the code under test may catch what a nested turn throws.
			this.violation = (this.violation != null) ? this.violation : ex;
		}
		finally {
			actor.ends(before);
		}
		return true;
	}

	/** Writes something down, if anybody reads it. */
	public void log(Supplier<String> line) {
		if (this.trace != null) {
			this.trace.append(String.format("%12.6f %s%s%n", age() / 1e9, "  ".repeat(this.depth), line.get()));
		}
	}

	/** Something has happened that must not. */
	public void violated(String what) {
		log(() -> "VIOLATION: " + what);
		if (this.violation == null) {
			this.violation = new Violation(what);
		}
	}

	private void check() {
		if (this.violation instanceof Violation violation) {
			throw violation;
		}
		if (this.violation != null) {
			throw new Violation("thrown: " + this.violation, this.violation);
		}
	}

	/** Returns what has been written down. */
	public String trace() {
		return (this.trace != null) ? this.trace.toString() : "";
	}

}
