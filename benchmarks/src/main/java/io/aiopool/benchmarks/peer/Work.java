package io.aiopool.benchmarks.peer;

/**
 * What a peer is asked to do.
 *
 * @param kind what
 * @param count how often
 * @param bytes how much of it
 */
public record Work(Kind kind, int count, int bytes) {

	/** What. */
	public enum Kind {

		/** Calls of nothing, one at a time: p50 and p99 in µs. */
		NO_OP,

		/** Calls of nothing, many at a time: tasks / s. */
		FLOOD,

		/** A map over numbers, in whatever chunks: map elements / s. */
		MAP,

		/** Calls that return their bytes, one at a time: the median in ms. */
		ECHO,

		/**
		 * Calls that return their bytes by turns with calls without any: the median of
		 * what they take as a multiple of their neighbours.
		 */
		ECHO_BESIDE,

		/** A worker is killed while it runs a task: told ms, next success ms. */
		KILL

	}

	/** How many of a flood are under way at the same time. */
	public static final int WINDOW = 5_000;

}
