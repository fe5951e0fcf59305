package io.aiopool.pool;

import java.nio.ByteBuffer;

import io.aiopool.TaskOptions;
import org.jspecify.annotations.Nullable;

/**
 * One invocation. What never changes is final; what does is guarded by the lock of the
 * {@link Dispatcher}, but for the links of the deadline wheel, which are guarded by the
 * wheel.
 */
final class Task {

	/** Without deadline. */
	static final long NEVER = Long.MAX_VALUE;

	final long id;

	final String name;

	final MethodEntry method;

	final TaskOptions options;

	final boolean exclusive;

	final boolean stream;

	final ByteBuffer arguments;

	final TaskSink sink;

	final long submittedAt = System.nanoTime();

	/** Reading of {@link System#nanoTime()}, or {@link #NEVER}. Of a stream it moves. */
	volatile long deadline;

	/**
	 * Whether its outcome is decided; from then on its sink has been or is being told.
	 */
	boolean settled;

	/** Where it was sent and has not been answered; else {@code null}. */
	@Nullable Seat seat;

	int lane;

	int attempt = 1;

	/** Items that a stream was asked for in all. */
	long demand;

	int redeliveredUnstarted;

	int redeliveredLost;

	/** Whether its seat is closed to others on its account, see {@link Escalation}. */
	boolean inGrace;

	/** Whether nothing may be sent ahead behind it. */
	boolean holdsSeat;

	/** The queue that it waits in, and its neighbours there. */
	boolean queued;

	long sequence;

	@Nullable Task previous;

	@Nullable Task next;

	/** Its place in the deadline wheel. */
	int bucket = -1;

	@Nullable Task wheelPrevious;

	@Nullable Task wheelNext;

	Task(long id, String name, MethodEntry method, TaskOptions options, boolean exclusive, boolean stream,
			ByteBuffer arguments, long deadline, TaskSink sink) {
		this.id = id;
		this.name = name;
		this.method = method;
		this.options = options;
		this.exclusive = exclusive;
		this.stream = stream;
		this.arguments = arguments;
		this.deadline = deadline;
		this.sink = sink;
	}

	/** A stream whose reader has seen an item cannot begin anew. */
	boolean hasBegunToStream() {
		return this.sink.hasItems();
	}

	/** Nanoseconds to the deadline, negative without one. */
	long remaining(long now) {
		return (this.deadline == NEVER) ? -1 : Math.max(0, this.deadline - now);
	}

	@Override
	public String toString() {
		return "task " + this.id + " (" + this.name + ")";
	}

}
