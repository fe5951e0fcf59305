package io.aiopool.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What has become of one task, or of one element of a map.
 */
public final class Fate {

	/** No deadline. */
	public static final long NEVER = Long.MAX_VALUE;

	final String name;

	final Terms terms;

	int begins;

	/** Where it runs. */
	@Nullable SimulatedChild running;

	/** Where it has ended well, and has said so. */
	@Nullable SimulatedChild answeredBy;

	/** Whether a failure was reported, after which it may have another attempt. */
	boolean mayBeRetried;

	boolean answered;

	@Nullable Outcome outcome;

	boolean saidNotBegun;

	/** When its caller gave it up. */
	long cancelledAt = NEVER;

	/**
	 * What was agreed upon.
	 *
	 * @param deadline when it has to have its outcome, or {@link #NEVER}
	 * @param idempotent whether it may run more than once
	 * @param attempts attempts after failures
	 * @param exclusive whether it runs alone
	 */
	public record Terms(long deadline, boolean idempotent, int attempts, boolean exclusive) {
	}

	/** How it ended for its caller. */
	public enum Outcome {

		/** It ended well. */
		RESULT,

		/** It failed in the worker. */
		FAILURE,

		/** Its worker was lost. */
		LOST,

		/** Its time was up. */
		TIMEOUT,

		/** Its caller gave it up. */
		CANCELLED,

		/** The pool was closed. */
		CLOSED,

		/** No worker stayed alive. */
		UNAVAILABLE

	}

	Fate(String name, Terms terms) {
		this.name = name;
		this.terms = terms;
	}

	public @Nullable Outcome outcome() {
		return this.outcome;
	}

	public boolean isCancelled() {
		return this.cancelledAt != NEVER;
	}

	/** Whether nobody waits for anything any more. */
	public boolean isOver() {
		return this.outcome != null || isCancelled();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
