package io.aiopool.simulation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.simulation.Fate.Outcome;
import io.aiopool.simulation.Fate.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Sees on both sides what becomes of tasks, in the workers and for the callers, and says
 * when that is not what was promised.
 */
public final class Witness {

	/** How late a caller may hear of his deadline. */
	public static final long TOLD_NANOS = 250_000_000;

	private final World world;

	private final Map<Long, Fate> fates = new LinkedHashMap<>();

	private @Nullable Elements elements;

	private boolean closing;

	private boolean workersStart;

	public Witness(World world) {
		this.world = world;
	}

	/** There is a shared queue, which tasks use now and then. */
	public void uses(Elements elements) {
		this.elements = elements;
	}

	@Nullable Elements elements() {
		return this.elements;
	}

	/** A task is about to be submitted. */
	public Fate expect(long key, String name, Terms terms) {
		Fate fate = new Fate(name, terms);
		if (this.fates.put(key, fate) != null) {
			this.world.violated(name + " has a number that was used before");
		}
		return fate;
	}

	/** It was not taken: nothing may become of it. */
	public void refused(long key) {
		Fate fate = of(key);
		if (fate.outcome != null || fate.begins > 0) {
			this.world.violated(fate + " was refused, but has " + (fate.begins > 0 ? "begun" : "had an outcome"));
		}
		this.fates.remove(key);
	}

	/** Returns {@code null} for what is not expected under that number, as chunks are. */
	@Nullable Fate find(long key) {
		return this.fates.get(key);
	}

	public Fate of(long key) {
		Fate fate = this.fates.get(key);
		if (fate == null) {
			throw new Violation("nobody knows task " + key);
		}
		return fate;
	}

	/** Its body begins. */
	void begins(long key, SimulatedChild where) {
		Fate fate = of(key);
		this.world.log(() -> fate + " begins in " + where);
		if (fate.running != null && fate.running.isAlive() && !fate.running.isGivenUp()) {
			this.world.violated(fate + " runs in " + fate.running + " and begins in " + where);
		}
		if (fate.begins > 0 && !fate.terms.idempotent() && !fate.mayBeRetried) {
			this.world.violated(fate + " is not idempotent and begins again");
		}
		if (fate.outcome == Outcome.RESULT || fate.saidNotBegun) {
			this.world.violated(fate + " begins, although its caller was told "
					+ (fate.saidNotBegun ? "that it had not begun" : "its result"));
		}
		fate.begins++;
		fate.answeredBy = null;
		fate.running = where;
		fate.mayBeRetried = false;
	}

	/** Its body has ended, and is about to say so. */
	void ends(long key, boolean well, boolean retryable) {
		Fate fate = of(key);
		fate.running = null;
		fate.answered |= well;
		fate.mayBeRetried = retryable && fate.begins < fate.terms.attempts();
	}

	/** Its answer is given. */
	void answers(long key, SimulatedChild where) {
		of(key).answeredBy = where;
	}

	/** Its process has died. */
	void dies(long key) {
		of(key).running = null;
	}

	/** Its caller gives it up. */
	public void cancels(long key) {
		Fate fate = of(key);
		if (!fate.isOver()) {
			fate.cancelledAt = this.world.now();
		}
	}

	/**
	 * Nothing keeps workers from starting but kills from outside: no caller may hear that
	 * there are none.
	 */
	public void expectWorkers() {
		this.workersStart = true;
	}

	/** Somebody hears that no worker stays alive. */
	public void hearsOfNoWorkers(String who) {
		if (this.workersStart) {
			this.world.violated(who + " hears that no worker stays alive, but all start unless they are killed");
		}
	}

	/** From now on tasks may fail for that reason. */
	public void closes() {
		this.closing = true;
	}

	/** Its caller hears that it has not begun. */
	public void saysNotBegun(long key) {
		Fate fate = of(key);
		fate.saidNotBegun = true;
		if (fate.begins > 0) {
			this.world.violated(fate + " is said not to have begun, but has");
		}
	}

	/** Its caller hears of its outcome. */
	public void tells(long key, Outcome outcome) {
		Fate fate = of(key);
		this.world.log(() -> fate + " has its outcome: " + outcome);
		if (fate.outcome != null) {
			this.world.violated(fate + " has two outcomes: " + fate.outcome + " and " + outcome);
		}
		fate.outcome = outcome;
		if (outcome == Outcome.RESULT && !fate.answered) {
			this.world.violated(fate + " has a result, but did not end well");
		}
		if (outcome == Outcome.LOST && fate.answeredBy != null && fate.answeredBy.isBelieved()) {
			this.world.violated(fate + " is said to be lost, but " + fate.answeredBy + " has answered it");
		}
		if (outcome == Outcome.UNAVAILABLE) {
			hearsOfNoWorkers(fate.toString());
		}
		if (outcome == Outcome.CLOSED && !this.closing) {
			this.world.violated(fate + " hears of a closed pool, which is open");
		}
		if (outcome == Outcome.TIMEOUT
				&& (fate.terms.deadline() == Fate.NEVER || this.world.now() - fate.terms.deadline() < 0)) {
			this.world.violated(fate + " has timed out before its deadline");
		}
		checkDeadline(fate);
	}

	/** Looks whether somebody should have been told something by now. */
	public void look() {
		for (Fate fate : this.fates.values()) {
			if (!fate.isOver()) {
				checkDeadline(fate);
			}
		}
	}

	private void checkDeadline(Fate fate) {
		if (fate.terms.deadline() != Fate.NEVER && !fate.isCancelled()
				&& this.world.now() - fate.terms.deadline() > TOLD_NANOS) {
			this.world.violated(fate + " was to have its outcome "
					+ (this.world.now() - fate.terms.deadline()) / 1_000_000 + " ms ago");
		}
	}

	public boolean isOver() {
		return this.fates.values().stream().allMatch(Fate::isOver);
	}

	public List<Fate> unfinished() {
		return this.fates.values().stream().filter((fate) -> !fate.isOver()).toList();
	}

	public Collection<Fate> all() {
		return this.fates.values();
	}

}
