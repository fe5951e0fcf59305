package io.aiopool.pool;

import java.time.Duration;

import io.aiopool.TaskOptions;
import io.aiopool.TaskSnapshot;
import io.aiopool.payload.Payload;
import io.aiopool.scheduler.ScheduledTask;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * One invocation. What never changes is final; what does is guarded by the lock of the
 * {@link DispatchState}, but for the links of the deadline wheel, which are guarded by
 * the wheel.
 */
final class Task implements ScheduledTask {

	/** Without deadline. */
	static final long NEVER = Long.MAX_VALUE;

	/** Before its first placement. */
	static final long UNRANKED = Long.MIN_VALUE;

	/** Spreads hash codes that differ in few bits. */
	private static final int GOLDEN = 0x9E3779B9;

	/** The line of tasks without placement, in which none ever waits. */
	private static final Line NOWHERE = new Line(-1, null);

	final long id;

	final String name;

	final MethodEntry method;

	final TaskOptions options;

	final boolean exclusive;

	final boolean stream;

	final int affinityHash;

	final Payload arguments;

	final TaskSink sink;

	/** Known only where somebody has asked for it, see {@link Blame}. */
	final @Nullable String fingerprint;

	/** As the timer of the pool tells, as is the deadline. */
	final long submittedAt;

	/** Or {@link #NEVER}. Of a stream it moves. */
	volatile long deadline;

	/** Whether a stream has handed over all that it was asked for. */
	volatile boolean awaitsSubscriber;

	/** What is written down about its time, if anybody asks. */
	final @Nullable TaskClock clock;

	/** Who is told of its progress, if anybody is. */
	final @Nullable ProgressRelay progress;

	/**
	 * Whether its outcome is decided; from then on its sink has been or is being told.
	 */
	boolean settled;

	/** Whether the pool has taken it and is not done with it. */
	boolean inPool;

	/** Whether it is between two attempts. */
	boolean pausing;

	/** Whether it may have begun in an attempt that is over. */
	boolean mayHaveBegun;

	/** Where it was sent and has not been answered; else {@code null}. */
	@Nullable Seat seat;

	/** When it was sent there, a reading of {@link System#nanoTime()}. */
	long sentAt;

	/** Where it was sent last. */
	volatile @Nullable WorkerHandle ranIn;

	int lane;

	int attempt = 1;

	/**
	 * So many elements of a map it stands for. Set before it is submitted, and never
	 * again.
	 */
	int elements = 1;

	/** Items that a stream was asked for in all. */
	long demand;

	/** Items that have come, of a stream or of many elements. */
	long items;

	/** How often its worker has said how far it has come, since it was sent. */
	long progresses;

	int redeliveredUnstarted;

	int redeliveredLost;

	/** Whether its seat is closed to others on its account, see {@link Escalation}. */
	boolean inGrace;

	/** Whether nothing may be sent ahead behind it. */
	boolean holdsSeat;

	/** Where it waits if it has to, given by its placement. */
	Line line = NOWHERE;

	/** Nanoseconds that it is credited with among those that wait. */
	long headStart = UNRANKED;

	/** Its order among those that wait, lower first. */
	long rank;

	/** Whether it waits, and its neighbours there. */
	boolean queued;

	@Nullable Task previous;

	@Nullable Task next;

	/** Its place in the deadline wheel. */
	int bucket = -1;

	@Nullable Task wheelPrevious;

	@Nullable Task wheelNext;

	Task(long id, String name, MethodEntry method, TaskOptions options, boolean exclusive, boolean stream,
			Payload arguments, @Nullable String fingerprint, long submittedAt, long deadline, TaskSink sink) {
		this.id = id;
		this.name = name;
		this.method = method;
		this.options = options;
		this.exclusive = exclusive;
		this.stream = stream;
		this.progress = (options.progressListener() != null) ? new ProgressRelay(options.progressListener()) : null;
		this.clock = (options.timings() != null) ? new TaskClock(options.timings(), submittedAt) : null;
		Object key = options.affinityKey();
		int hash = (key != null) ? key.hashCode() * GOLDEN : 0;
		this.affinityHash = hash ^ hash >>> 16;
		this.arguments = arguments;
		this.fingerprint = fingerprint;
		this.submittedAt = submittedAt;
		this.deadline = deadline;
		this.sink = sink;
	}

	boolean isBefore(Task other) {
		long later = other.rank - this.rank;
		return later > 0 || later == 0 && this.id < other.id;
	}

	@Override
	public long id() {
		return this.id;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public TaskOptions options() {
		return this.options;
	}

	@Override
	public boolean isExclusive() {
		return this.exclusive;
	}

	@Override
	public int affinityHash() {
		return this.affinityHash;
	}

	/** A stream whose reader has seen an item cannot begin anew. */
	boolean hasBegunToStream() {
		return this.sink.hasItems();
	}

	/** Whether a worker may let nothing else happen until it ends. */
	boolean isQuick() {
		return this.exclusive && !this.stream && this.method.isQuick(this.elements);
	}

	/** Nanoseconds to the deadline, negative without one. */
	long remaining(long now) {
		return (this.deadline == NEVER) ? -1 : Math.max(0, this.deadline - now);
	}

	TaskSnapshot snapshot(long now) {
		return new TaskSnapshot(this.id, this.name, this.lane, this.attempt, this.elements, this.exclusive,
				Duration.ofNanos(now - this.submittedAt), Duration.ofNanos(now - this.sentAt),
				(this.deadline == NEVER) ? null : Duration.ofNanos(remaining(now)));
	}

	@Override
	public String toString() {
		return "task " + this.id + " (" + this.name + ")";
	}

}
