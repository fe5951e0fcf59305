package io.aiopool.pool;

import io.aiopool.QuarantinedTask;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the pool knows of a kind of task: its number on the wire, and how long it runs.
 * The estimate is guarded by the lock of the {@link DispatchState}.
 */
final class MethodEntry {

	/** So many runs before the estimate is trusted. */
	private static final int WARM = 32;

	private static final long TINY_NANOS = 1_000_000;

	/** How much work, in nanoseconds, may wait in a worker behind the task that runs. */
	private static final long AHEAD_NANOS = 2_000_000;

	private static final int MOST_AHEAD = 256;

	/** A run that takes less is over before another thread could have begun it. */
	private static final long QUICK_NANOS = 100_000;

	private static final int WEIGHT = 8;

	private final int number;

	private final @Nullable ParentMessage definition;

	/** Tasks of this kind that the pool has taken and has not done with. */
	int inPool;

	/**
	 * Why one task of this kind runs at a time, if so. Belongs to the
	 * {@link MethodBrake}.
	 */
	volatile @Nullable QuarantinedTask brake;

	private int runs;

	private long meanNanos;

	/** Of a body that travels as an argument. */
	MethodEntry() {
		this(0, null);
	}

	private MethodEntry(int number, @Nullable ParentMessage definition) {
		this.number = number;
		this.definition = definition;
	}

	MethodEntry(ParentMessage.Define definition) {
		this(definition.number(), definition);
	}

	MethodEntry(ParentMessage.DefineBody definition) {
		this(definition.number(), definition);
	}

	/** So much work, in nanoseconds, a chunk is to hold; bodies near that make none. */
	private static final long CHUNK_NANOS = 1_000_000;

	private static final long CHUNKED_NANOS = 50_000;

	private static final int MOST_CHUNKED = 2048;

	/** 0 for bodies that travel as an argument. */
	int number() {
		return this.number;
	}

	/** What a worker must have been told before. */
	@Nullable ParentMessage definition() {
		return this.definition;
	}

	/** The body, if workers are told it once and it does not travel as an argument. */
	@Nullable Payload body() {
		return (this.definition instanceof ParentMessage.DefineBody define) ? define.body() : null;
	}

	/** Keeps an exponentially weighted moving average of the time that a run takes. */
	void ran(long nanos) {
		this.runs = Math.min(this.runs + 1, WARM);
		this.meanNanos += (nanos - this.meanNanos) / ((this.runs == 1) ? 1 : WEIGHT);
	}

	/** Whether so many runs, one after the other, are over within moments. */
	boolean isQuick(int runs) {
		return this.runs == WARM && this.meanNanos * runs < QUICK_NANOS;
	}

	/** How many elements of this kind a task may stand for. */
	int chunkLimit() {
		if (this.runs < WARM || this.meanNanos >= CHUNKED_NANOS) {
			return 1;
		}
		return (int) Math.min(MOST_CHUNKED, CHUNK_NANOS / Math.max(1, this.meanNanos));
	}

	/**
	 * How many exclusive tasks of this kind a worker may have, the running one included.
	 */
	int aheadLimit() {
		if (this.runs < WARM || this.meanNanos >= TINY_NANOS) {
			return 1;
		}
		return (int) Math.min(MOST_AHEAD, 1 + AHEAD_NANOS / Math.max(1, this.meanNanos));
	}

}
