package io.aiopool.pool;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.aiopool.recorder.FlightRecord;
import io.aiopool.scheduler.WorkerLoad;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * The pool's book about one ready worker: which tasks it has, in which lanes of its
 * flight recorder. A lane is used again only once its task has been answered. Guarded by
 * the lock of the {@link DispatchState}.
 */
final class Seat implements WorkerLoad {

	/** How near a worker is to its last task. */
	enum Wear {

		/** Not at all, as far as can be told. */
		NONE,

		/** A successor should be started. */
		NEARLY,

		/** It has had it. */
		USED_UP

	}

	private static final int LANES = FlightRecord.LANES;

	/** One runs, one waits, and its successor is being written. */
	private static final int CHUNKS_AHEAD = 3;

	/** With fewer quick tasks a worker may run out of work before its answer is here. */
	private static final int FEW = 16;

	private final WorkerHandle worker;

	private final int quota;

	private final int queue;

	private final @Nullable Task[] lanes = new Task[LANES];

	private final int[] freeLanes = new int[LANES];

	private int free = LANES;

	private int shared;

	private int exclusive;

	/** Exclusive tasks that must not have others waiting behind them. */
	private int notTiny;

	/** Tasks that are to be sent with others. */
	private int unsent;

	/** Its tasks ahead were called back, and it has answered none since. */
	private boolean calledBack;

	private int graces;

	private int taken;

	private boolean closed;

	private int reserved;

	/** Of the tasks that wait for this worker alone, if there have been any. */
	@Nullable Line line;

	private final BitSet defined = new BitSet();

	private final Map<Long, Task> streams = new HashMap<>();

	private int trusted;

	private long endedAtLastTick = -1;

	private long ended;

	/** When it answered a task last. */
	private long answeredAt;

	private long idleSince;

	/**
	 * Creates the book of a worker without tasks.
	 * @param worker the worker
	 * @param quota so many tasks it may have in its life; 0 for no limit
	 * @param queues so many queues the workers are dealt to in turn
	 * @param now since when it is idle
	 */
	Seat(WorkerHandle worker, int quota, int queues, long now) {
		this.worker = worker;
		this.quota = quota;
		this.queue = worker.slot() % queues;
		this.idleSince = now;
		this.answeredAt = now;
		for (int i = 0; i < LANES; i++) {
			this.freeLanes[i] = LANES - 1 - i;
		}
	}

	WorkerHandle worker() {
		return this.worker;
	}

	@Override
	public boolean hasEndedTasks() {
		return this.ended > 0;
	}

	@Override
	public int slot() {
		return this.worker.slot();
	}

	@Override
	public int generation() {
		return this.worker.generation();
	}

	@Override
	public int queue() {
		return this.queue;
	}

	@Override
	public int inFlight() {
		return this.shared + this.exclusive;
	}

	boolean isIdle() {
		return inFlight() == 0;
	}

	boolean runsExclusive() {
		return this.exclusive > 0;
	}

	boolean isOpen() {
		return !this.closed && this.graces == 0 && this.free > 0 && (this.quota == 0 || this.taken < this.quota);
	}

	/** Whether it has had no task since then. */
	boolean isIdleSince(long nanos) {
		return isIdle() && isOpen() && this.idleSince - nanos <= 0;
	}

	/** Takes no more tasks, for good. */
	void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	/** How near it is to its last task. */
	Wear wear() {
		if (this.quota == 0) {
			return Wear.NONE;
		}
		if (this.taken >= this.quota) {
			return Wear.USED_UP;
		}
		Duration start = this.worker.readyAfter();
		boolean nearly = start != null && RecyclePolicy.isNearlyUsedUp(this.taken, this.quota,
				this.worker.served().toNanos(), start.toNanos());
		return nearly ? Wear.NEARLY : Wear.NONE;
	}

	/** A task that was released had not begun here and never will. */
	void refund() {
		this.taken--;
	}

	/** Kept free for exclusive tasks, of so many more lines, until it is idle. */
	void reserve(int more) {
		this.reserved += more;
	}

	boolean isReserved() {
		return this.reserved > 0;
	}

	boolean canTake(Task task, int concurrency) {
		if (!isOpen()) {
			return false;
		}
		if (!task.exclusive) {
			return this.exclusive == 0 && this.shared < concurrency && this.reserved == 0;
		}
		return isIdle()
				|| this.shared == 0 && this.notTiny == 0 && !this.calledBack && this.exclusive < aheadLimit(task);
	}

	private static int aheadLimit(Task task) {
		return (task.elements > 1) ? Math.min(CHUNKS_AHEAD, task.method.aheadLimit()) : task.method.aheadLimit();
	}

	/**
	 * Tells whether a task that it has been given may wait to be sent until its worker
	 * answers, since that has as much to do as waits by then. So a burst of quick tasks
	 * does not wake it for each.
	 */
	boolean maySendLater(Task task) {
		return task.isQuick() && inFlight() >= FEW && 2 * this.unsent <= inFlight();
	}

	boolean hasUnsent() {
		return this.unsent > 0;
	}

	/** Everything that it has been told is being sent. */
	void sent() {
		this.unsent = 0;
	}

	/** Gives the task a lane and tells the worker to run it. */
	void take(Task task, long now, Trust trust) {
		int lane = this.freeLanes[--this.free];
		this.lanes[lane] = task;
		task.lane = lane;
		task.seat = this;
		task.sentAt = now;
		task.progresses = 0;
		task.ranIn = this.worker;
		this.taken++;
		if (task.clock != null) {
			task.clock.sent(now);
		}
		count(task, 1);
		this.unsent++;
		if (task.stream || task.elements > 1) {
			this.streams.put(task.id, task);
		}
		introduce(task.method, trust);
		this.worker.enqueue(new ParentMessage.Run(task.id, lane,
				(task.elements > 1) ? ParentMessage.Run.EACH : task.method.number(), task.exclusive, task.isQuick(),
				task.stream, task.attempt, task.remaining(now), task.options.context(), task.arguments));
		if (task.demand > 0) {
			this.worker.enqueue(new ParentMessage.Demand(task.id, task.demand));
		}
	}

	private void introduce(MethodEntry method, Trust trust) {
		if (this.trusted < trust.size()) {
			ParentMessage.Trust more = trust.since(this.trusted);
			this.worker.enqueue(more);
			this.trusted += more.packages().size() + more.classes().size();
		}
		ParentMessage definition = method.definition();
		if (definition != null && !this.defined.get(method.number())) {
			this.defined.set(method.number());
			this.worker.enqueue(definition);
		}
	}

	/** Returns the task of a lane, or {@code null} if it is not the one that is meant. */
	@Nullable Task taskAt(int lane, long id) {
		Task task = (lane >= 0 && lane < LANES) ? this.lanes[lane] : null;
		return (task != null && task.id == id) ? task : null;
	}

	/**
	 * Returns the task of that id, or {@code null}. For streams, of which there are few.
	 */
	@Nullable Task taskWithId(long id) {
		return this.streams.get(id);
	}

	/**
	 * Calls back what it has not begun; nothing more is sent ahead until it has answered.
	 */
	void callBack() {
		this.calledBack = true;
		this.worker.enqueue(new ParentMessage.TakeBack());
	}

	/** The worker has answered the task, which is still here. */
	void answered(Task task, long now, long ran) {
		this.calledBack = false;
		if (task.clock != null) {
			if (task.exclusive) {
				task.clock.answered(now, ran, this.answeredAt);
			}
			else {
				task.clock.answered(now, ran);
			}
		}
		this.answeredAt = now;
	}

	/** The task was answered, or will never be. */
	void release(Task task, long now) {
		this.lanes[task.lane] = null;
		this.freeLanes[this.free++] = task.lane;
		task.seat = null;
		this.ended++;
		if (task.inGrace) {
			task.inGrace = false;
			this.graces--;
		}
		count(task, -1);
		if (isIdle()) {
			this.idleSince = now;
		}
		if (task.stream || task.elements > 1) {
			this.streams.remove(task.id);
		}
	}

	private void count(Task task, int by) {
		if (!task.exclusive) {
			this.shared += by;
			return;
		}
		this.exclusive += by;
		if (by > 0 && task.method.aheadLimit() == 1) {
			// Remembered by the task's turn here, since the estimate may change
			// meanwhile.
			this.notTiny++;
			task.holdsSeat = true;
		}
		else if (by < 0 && task.holdsSeat) {
			this.notTiny--;
			task.holdsSeat = false;
		}
	}

	/** While a task is in its grace, its worker gets no more work. */
	void beginGrace(Task task) {
		if (!task.inGrace) {
			task.inGrace = true;
			this.graces++;
		}
	}

	/** Whether it has tasks sent ahead but has ended none since it was asked last. */
	boolean isStuckWithTasksAhead() {
		boolean stuck = this.exclusive > 1 && this.ended == this.endedAtLastTick;
		this.endedAtLastTick = this.ended;
		return stuck;
	}

	boolean hasTasksAhead() {
		return this.exclusive > 1;
	}

	/** Whether tasks of that kind have perhaps been sent ahead. */
	boolean isAhead(MethodEntry method) {
		if (hasTasksAhead()) {
			for (Task task : this.lanes) {
				if (task != null && task.method == method) {
					return true;
				}
			}
		}
		return false;
	}

	void forEachTask(Consumer<Task> consumer) {
		for (Task task : this.lanes) {
			if (task != null) {
				consumer.accept(task);
			}
		}
	}

}
