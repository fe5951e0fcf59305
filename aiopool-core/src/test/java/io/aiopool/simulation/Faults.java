package io.aiopool.simulation;

import java.util.Set;

/**
 * What goes wrong in a simulation, and how often. From some time on nothing does.
 */
public final class Faults {

	/** What becomes of a task in its worker. */
	public enum Deed {

		/** It ends well. */
		ANSWER,

		/** It throws. */
		FAIL,

		/** Its stack overflows, after which the worker is to be replaced. */
		OVERFLOW,

		/** Its arguments cannot be read, so that it does not run. */
		REFUSE,

		/** It does not end until it is interrupted. */
		HANG,

		/** It does not end. */
		HANG_FOR_EVER,

		/** The process dies while it runs. */
		DIE,

		/** The process leaves in order while it runs. */
		EXIT,

		/** The process dies while it sends the answer. */
		DIE_SPEAKING,

		/** The process dies when it has sent the answer. */
		DIE_ANSWERED,

		/** Its answer names another lane. */
		LIE

	}

	private static final Deed[] FATAL = { Deed.DIE, Deed.EXIT, Deed.DIE_SPEAKING, Deed.DIE_ANSWERED };

	private static final double[] INTENSITIES = { 0, 0.01, 0.05, 0.2 };

	private final World world;

	private boolean ended;

	final double fatal;

	final double hang;

	final double fail;

	final double lie;

	public final double start;

	final double death;

	/** Which invariant is to be broken, to see that it is watched. */
	public enum Sabotage {

		/** A worker's answer gets lost, though the worker lives. */
		ANSWER_LOST,

		/** Flight recorders say that nothing has begun. */
		RECORDER_EMPTY,

		/** Answers that a worker has kept are lost with it. */
		JOURNAL_LOST,

		/** The end of a worker is not told. */
		END_UNTOLD,

		/** What was to be done later is not done, now and then. */
		TIMER_FORGETS,

		/** An answer comes before the task has ended. */
		ANSWER_EARLY,

		/** An element that nobody wants is said to be taken. */
		ELEMENT_DROPPED,

		/** An element that was taken is said to come back. */
		ELEMENT_KEPT

	}

	private final Set<Sabotage> sabotage;

	public Faults(World world, Set<Sabotage> sabotage) {
		this.world = world;
		this.sabotage = sabotage;
		this.fatal = intensity();
		this.hang = intensity();
		this.fail = intensity();
		this.lie = intensity() / 5;
		this.start = intensity() * 2;
		this.death = intensity() / 2;
	}

	private double intensity() {
		return INTENSITIES[this.world.chance(INTENSITIES.length)];
	}

	/** Nothing goes wrong any more. */
	public void end() {
		this.ended = true;
	}

	public boolean haveEnded() {
		return this.ended;
	}

	public boolean strike(double probability) {
		return !this.ended && this.world.happens(probability);
	}

	public boolean does(Sabotage sabotage) {
		return this.sabotage.contains(sabotage);
	}

	/** Decides what becomes of a task. */
	Deed deed() {
		if (strike(this.fatal)) {
			return FATAL[this.world.chance(FATAL.length)];
		}
		if (strike(this.hang)) {
			return this.world.happens(0.5) ? Deed.HANG : Deed.HANG_FOR_EVER;
		}
		if (strike(this.fail)) {
			return this.world.happens(0.8) ? Deed.FAIL : this.world.happens(0.5) ? Deed.OVERFLOW : Deed.REFUSE;
		}
		return strike(this.lie) ? Deed.LIE : Deed.ANSWER;
	}

	@Override
	public String toString() {
		return String.format("fatal %s, hang %s, fail %s, lie %s, start %s, death %s", this.fatal, this.hang, this.fail,
				this.lie, this.start, this.death);
	}

}
