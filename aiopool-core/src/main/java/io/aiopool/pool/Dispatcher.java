package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.aiopool.OnFull;
import io.aiopool.PoolRejectedException;
import io.aiopool.PoolSaturatedException;
import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;
import io.aiopool.WorkerState;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerLoss;
import org.jspecify.annotations.Nullable;

/**
 * Brings tasks to workers and outcomes to tasks.
 * <p>
 * One lock, this object's monitor, owns everything that decides what happens to a task:
 * the backlog, the seats, the state of each task. It is held for a few field accesses and
 * never for I/O or for code of users; the only lock taken inside is that of the deadline
 * wheel. Each method works out under the lock what is to be done, as a list of outcomes
 * and of seats to flush, and does it after. A task is settled, under the lock, exactly
 * once; whoever settles it tells its sink.
 */
final class Dispatcher {

	private final PoolSettings settings;

	private final Failures failures;

	private final List<Seat> seats = new ArrayList<>();

	private final Backlog backlog = new Backlog();

	private final Assignments assignments;

	private final Counters counters = new Counters();

	private final Redelivery redelivery;

	private final Executor callbacks;

	private final Retries retries;

	private final RecyclePolicy recycling;

	private final Blame blame;

	/** Takes the deadline of a task off the wheel, whose lock is only ever taken last. */
	private final Consumer<Task> onForget;

	private boolean closed;

	private @Nullable String unavailable;

	private int waiters;

	Dispatcher(PoolSettings settings, Scheduler scheduler, Failures failures, Trust trust, Retries retries,
			Executor callbacks, RecyclePolicy recycling, Blame blame, Consumer<Task> onForget) {
		this.callbacks = callbacks;
		this.recycling = recycling;
		this.blame = blame;
		this.onForget = onForget;
		this.retries = retries;
		this.settings = settings;
		this.failures = failures;
		this.assignments = new Assignments(settings, scheduler, this.seats, this.backlog, trust);
		this.redelivery = new Redelivery(settings.redelivery());
	}

	/** Takes a task, or throws why not. */
	void submit(Task task, boolean mayWait) throws InterruptedException {
		List<Seat> touched;
		synchronized (this) {
			admit(task, mayWait);
			touched = take(task);
		}
		flush(touched);
	}

	/** Takes a task if there is room for it, or throws why there never is. */
	boolean offer(Task task) {
		List<Seat> touched;
		synchronized (this) {
			refuseIfGone();
			this.assignments.place(task);
			if (isFull(task)) {
				return false;
			}
			touched = take(task);
		}
		flush(touched);
		return true;
	}

	/**
	 * Elements of a task that ended without them belong to another task, which counts
	 * them.
	 */
	synchronized void takenOver(int elements) {
		this.counters.submitted -= elements;
		this.counters.completed -= elements;
	}

	/** How many elements of a map one task of the kind may stand for. */
	synchronized int chunkLimit(MethodEntry method) {
		return method.chunkLimit();
	}

	/** Returns the seats to be flushed. */
	private List<Seat> take(Task task) {
		this.counters.submitted += task.elements;
		Seat seat = this.assignments.isNext(task) ? this.assignments.choose(task) : null;
		if (seat != null) {
			this.assignments.give(seat, task, System.nanoTime());
			return List.of(seat);
		}
		this.backlog.add(task);
		this.assignments.reserveForExclusive();
		List<Seat> touched = new ArrayList<>();
		this.assignments.offerAgain(touched);
		return touched;
	}

	/** Takes a task for another attempt, whatever the length of the backlog. */
	void resubmit(Task task) {
		List<Seat> touched = new ArrayList<>(1);
		synchronized (this) {
			if (task.settled) {
				return;
			}
			task.attempt++;
			this.counters.retried++;
			this.assignments.place(task);
			this.backlog.add(task);
			this.assignments.fillAll(touched);
		}
		flush(touched);
	}

	private void admit(Task task, boolean mayWait) throws InterruptedException {
		refuseIfGone();
		this.assignments.place(task);
		boolean wait = mayWait && this.settings.queue().onFull() == OnFull.WAIT;
		while (isFull(task)) {
			long left = (task.deadline == Task.NEVER) ? Long.MAX_VALUE : task.deadline - System.nanoTime();
			if (!wait || left <= 0) {
				this.counters.rejected++;
				throw saturated(task);
			}
			this.waiters++;
			try {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
			finally {
				this.waiters--;
			}
			refuseIfGone();
			this.assignments.place(task);
		}
	}

	private boolean isFull(Task task) {
		return this.backlog.size() >= this.settings.queue().capacity()
				&& !(this.assignments.isNext(task) && this.assignments.hasCandidates(task));
	}

	private void refuseIfGone() {
		if (this.closed) {
			this.counters.rejected++;
			throw this.failures.closed(null);
		}
		if (this.unavailable != null) {
			this.counters.rejected++;
			throw noWorker(this.unavailable);
		}
	}

	private PoolUnavailableException noWorker(String reason) {
		return new PoolUnavailableException("Pool '" + this.settings.name()
				+ "' is unavailable: its workers do not stay alive, and it goes on trying. " + reason, null);
	}

	private PoolRejectedException saturated(Task task) {
		int inFlight = this.seats.stream().mapToInt(Seat::inFlight).sum();
		return new PoolSaturatedException("Pool '" + this.settings.name() + "' is saturated: " + task
				+ " was not taken, with " + this.backlog.size() + " tasks pending (aiopool.queue-capacity is "
				+ this.settings.queue().capacity() + "), " + inFlight + " in flight and " + this.seats.size() + " of "
				+ this.settings.processes() + " workers ready. Submit less, or raise aiopool.processes.", null);
	}

	/** The worker takes tasks. */
	void ready(WorkerHandle worker) {
		Seat seat = new Seat(worker, this.recycling.quota(worker.luck()), this.settings.scheduling().queueCount());
		List<Seat> touched = new ArrayList<>(1);
		synchronized (this) {
			if (worker.state() != WorkerState.READY) {
				// It ended, or was told to leave, before it got here.
				return;
			}
			this.unavailable = null;
			int index = 0;
			while (index < this.seats.size() && this.seats.get(index).slot() <= seat.slot()) {
				index++;
			}
			this.seats.add(index, seat);
			this.assignments.add(seat);
			this.assignments.fill(seat, touched);
			this.assignments.offerAgain(touched);
		}
		flush(touched);
	}

	/**
	 * The worker gets no more tasks; {@code true} if it runs none that would keep others
	 * out.
	 */
	boolean retire(WorkerHandle worker) {
		List<Seat> touched = new ArrayList<>();
		boolean vacant;
		synchronized (this) {
			Seat seat = seatOf(worker);
			vacant = seat == null || !seat.runsExclusive();
			if (seat != null && !seat.isClosed()) {
				this.assignments.remove(seat);
				this.assignments.fillAll(touched);
			}
		}
		flush(touched);
		return vacant;
	}

	synchronized boolean hasBacklog() {
		return this.backlog.size() > 0;
	}

	/** Returns how many more workers the tasks that wait would keep busy. */
	synchronized int workersNeeded(int concurrency) {
		return this.backlog.workers(concurrency);
	}

	/** Closes workers that have been idle since then, those of the last slots first. */
	List<WorkerHandle> closeIdle(long since, int most) {
		List<WorkerHandle> idle = new ArrayList<>();
		List<Seat> touched = new ArrayList<>();
		synchronized (this) {
			for (int i = this.seats.size() - 1; i >= 0 && idle.size() < most; i--) {
				Seat seat = this.seats.get(i);
				if (seat.isIdleSince(since)) {
					this.assignments.remove(seat);
					idle.add(seat.worker());
				}
			}
			this.assignments.fillAll(touched);
		}
		flush(touched);
		return idle;
	}

	/** Returns how near a worker is to its last task. */
	synchronized Seat.Wear wear(WorkerHandle worker) {
		Seat seat = seatOf(worker);
		return (seat != null) ? seat.wear() : Seat.Wear.NONE;
	}

	/**
	 * The worker said something.
	 * @throws ProtocolException if it answers for a task that it does not have, once what
	 * it said before that has had its effect
	 */
	void received(WorkerHandle worker, List<ChildMessage> batch) throws ProtocolException {
		List<Runnable> outcomes = new ArrayList<>(batch.size());
		List<Seat> touched = new ArrayList<>(1);
		ProtocolException violation = null;
		synchronized (this) {
			Seat seat = seatOf(worker);
			if (seat == null) {
				return;
			}
			try {
				for (ChildMessage message : batch) {
					receive(seat, message, outcomes);
				}
			}
			catch (ProtocolException ex) {
				violation = ex;
				if (!seat.isClosed()) {
					this.assignments.remove(seat);
				}
			}
			this.assignments.fill(seat, touched);
			this.assignments.offerAgain(touched);
			if (this.waiters > 0) {
				notifyAll();
			}
		}
		// Whoever waits for an outcome is woken before others get their turn.
		outcomes.forEach(Runnable::run);
		flush(touched);
		if (violation != null) {
			throw violation;
		}
	}

	private void receive(Seat seat, ChildMessage message, List<Runnable> outcomes) throws ProtocolException {
		if (message instanceof ChildMessage.Result result) {
			Task task = answered(seat, result.lane(), result.task(), result.nanos());
			if (task.fingerprint != null) {
				outcomes.add(() -> this.blame.harmless(task));
			}
			if (settle(task)) {
				this.counters.completed += task.elements;
				outcomes.add(() -> task.sink.succeed(result.value()));
			}
			seat.worker().count(true);
		}
		else if (message instanceof ChildMessage.Failure failure) {
			Task task = answered(seat, failure.lane(), failure.task(), failure.nanos());
			if (task.fingerprint != null) {
				outcomes.add(() -> this.blame.harmless(task));
			}
			if (!task.settled) {
				outcomes.add(failed(task, failure));
			}
			seat.worker().count(false);
		}
		else if (message instanceof ChildMessage.Item item) {
			Task task = seat.taskWithId(item.task());
			if (task != null && !task.settled) {
				outcomes.add(() -> task.sink.item(item.value()));
			}
		}
		else if (message instanceof ChildMessage.Progress progress) {
			Task task = seat.taskAt(progress.lane(), progress.task());
			if (task != null && task.progress != null && !task.settled) {
				Runnable call = task.progress.received(task, progress);
				if (call != null) {
					outcomes.add(() -> this.callbacks.execute(call));
				}
			}
		}
		else if (message instanceof ChildMessage.Returned returned) {
			Task task = held(seat, returned.lane(), returned.task());
			this.assignments.release(seat, task);
			seat.refund();
			if (!task.settled) {
				this.assignments.addAgain(task);
			}
		}
	}

	private Runnable failed(Task task, ChildMessage.Failure failure) {
		if (failure.kind() == ChildMessage.FailureKind.TASK && task.attempt < task.options.retry().attempts()) {
			// Settled once it is known that there is no other attempt.
			return () -> this.retries.consider(task, failure);
		}
		settle(task);
		this.counters.failed++;
		return () -> task.sink.fail(failure);
	}

	private Task answered(Seat seat, int lane, long id, long nanos) throws ProtocolException {
		Task task = held(seat, lane, id);
		task.method.ran(nanos / task.elements);
		this.assignments.release(seat, task);
		forgetDeadline(task);
		return task;
	}

	/** A task stays in its lane until it is answered, whatever its caller has done. */
	private static Task held(Seat seat, int lane, long id) throws ProtocolException {
		Task task = seat.taskAt(lane, id);
		if (task == null) {
			throw new ProtocolException("an answer for task " + id + " in lane " + lane + ", which it does not have");
		}
		return task;
	}

	/** A task was refused before it came here. */
	synchronized void countRejected() {
		this.counters.rejected++;
	}

	/** The worker has ended; what it had is redelivered or lost. */
	void ended(WorkerHandle worker, WorkerLoss loss, @Nullable Task culprit) {
		List<Runnable> outcomes = new ArrayList<>();
		List<Seat> touched = new ArrayList<>();
		List<Task> begun = new ArrayList<>();
		synchronized (this) {
			Seat seat = seatOf(worker);
			if (seat == null) {
				return;
			}
			this.seats.remove(seat);
			if (!seat.isClosed()) {
				this.assignments.remove(seat);
			}
			if (loss.exit().status() == null || loss.exit().status() != 0 || !seat.isIdle()) {
				this.counters.workersLost++;
			}
			seat.forEachTask((task) -> {
				if (loss.mayHaveBegun(task.lane, task.id)) {
					begun.add(task);
				}
				lose(seat, task, loss, culprit, outcomes);
			});
			this.assignments.fillAll(touched);
		}
		// Before anybody hears of the loss and tries again.
		this.blame.lost(loss, begun, culprit);
		outcomes.forEach(Runnable::run);
		flush(touched);
	}

	private void lose(Seat seat, Task task, WorkerLoss loss, @Nullable Task culprit, List<Runnable> outcomes) {
		boolean started = loss.mayHaveBegun(task.lane, task.id);
		this.assignments.release(seat, task);
		forgetDeadline(task);
		if (task.settled) {
			return;
		}
		if (!this.closed && this.redelivery.isDue(task, loss, started, culprit != null)) {
			task.attempt++;
			this.counters.redelivered++;
			this.assignments.addAgain(task);
		}
		else if (settle(task)) {
			this.counters.failed++;
			Throwable why = this.failures.lost(task, loss, started, culprit);
			outcomes.add(() -> task.sink.fail(why));
		}
	}

	/** No worker stays alive: whoever waits is told. */
	void unavailable(String reason) {
		List<Runnable> outcomes = new ArrayList<>();
		synchronized (this) {
			this.unavailable = reason;
			this.backlog.drainTo((task) -> refuse(task, noWorker(reason), outcomes));
			notifyAll();
		}
		outcomes.forEach(Runnable::run);
	}

	/** Takes no more tasks; those that wait are refused. */
	void close() {
		close(this.failures::closed);
	}

	/** Takes no more tasks; those that wait are refused for a reason. */
	void close(Function<Task, Throwable> reason) {
		List<Runnable> outcomes = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			this.backlog.drainTo((task) -> refuse(task, reason.apply(task), outcomes));
			notifyAll();
		}
		outcomes.forEach(Runnable::run);
	}

	private void refuse(Task task, Throwable why, List<Runnable> outcomes) {
		if (settle(task)) {
			this.counters.failed++;
			outcomes.add(() -> task.sink.fail(why));
		}
	}

	/**
	 * Settles a task that gets no other attempt; {@code false} if somebody was faster.
	 */
	synchronized boolean settleFailed(Task task) {
		if (!settle(task)) {
			return false;
		}
		this.counters.failed++;
		return true;
	}

	/** Settles a task at its deadline; {@code false} if somebody was faster. */
	synchronized boolean settleTimedOut(Task task) {
		if (!settle(task)) {
			return false;
		}
		this.counters.timedOut++;
		this.counters.failed++;
		return true;
	}

	/**
	 * Settles a task that its caller has given up.
	 * @return the worker that has it, or {@code null} if none has
	 */
	synchronized @Nullable WorkerHandle settleCancelled(Task task) {
		if (!settle(task)) {
			return null;
		}
		this.counters.cancelled++;
		return workerOf(task);
	}

	/** Returns the worker that has the task and has not answered, if any. */
	synchronized @Nullable WorkerHandle workerOf(Task task) {
		return (task.seat != null) ? task.seat.worker() : null;
	}

	/** The worker of the task gets no more work until the task is answered. */
	synchronized @Nullable WorkerHandle beginGrace(Task task) {
		if (task.seat == null) {
			return null;
		}
		task.seat.beginGrace(task);
		return task.seat.worker();
	}

	/**
	 * A stream is asked for more items.
	 * @return the worker to be flushed, or {@code null} if the task has not been sent
	 */
	synchronized @Nullable WorkerHandle demand(Task task, long items) {
		task.demand = (task.demand + items < 0) ? Long.MAX_VALUE : task.demand + items;
		if (task.seat == null) {
			return null;
		}
		task.seat.worker().enqueue(new ParentMessage.Demand(task.id, items));
		return task.seat.worker();
	}

	private boolean settle(Task task) {
		if (task.settled) {
			return false;
		}
		task.settled = true;
		if (task.queued) {
			this.backlog.remove(task);
			if (this.waiters > 0) {
				notifyAll();
			}
		}
		forgetDeadline(task);
		return true;
	}

	/** A task that is cancelled but runs on keeps it. */
	private void forgetDeadline(Task task) {
		if (task.settled && task.seat == null && task.deadline != Task.NEVER) {
			this.onForget.accept(task);
		}
	}

	synchronized boolean isSettled(Task task) {
		return task.settled;
	}

	/** Calls tasks back that were sent ahead behind one that turns out slow. */
	void takeBackStuck() {
		List<Seat> stuck = new ArrayList<>();
		synchronized (this) {
			boolean idle = !this.assignments.isConfining()
					&& this.seats.stream().anyMatch((seat) -> seat.isOpen() && seat.isIdle());
			for (Seat seat : this.seats) {
				if (seat.isStuckWithTasksAhead() || idle && this.backlog.size() == 0 && seat.hasTasksAhead()) {
					seat.worker().enqueue(new ParentMessage.TakeBack());
					stuck.add(seat);
				}
			}
		}
		flush(stuck);
	}

	synchronized boolean hasTasksAhead() {
		return this.seats.stream().anyMatch(Seat::hasTasksAhead);
	}

	private @Nullable Seat seatOf(WorkerHandle worker) {
		for (Seat seat : this.seats) {
			if (seat.worker() == worker) {
				return seat;
			}
		}
		return null;
	}

	private static void flush(List<Seat> seats) {
		for (Seat seat : seats) {
			seat.worker().flush();
		}
	}

	/** Tells what is known at one moment. */
	<T> T read(Reading<T> reading) {
		synchronized (this) {
			int inFlight = 0;
			for (Seat seat : this.seats) {
				inFlight += seat.inFlight();
			}
			return reading.of(this.counters, this.backlog.size(), inFlight, this.unavailable != null, this.closed);
		}
	}

	/**
	 * Returns how many workers have been told of, those that finish their last task
	 * included.
	 */
	synchronized int ready() {
		return this.seats.size();
	}

	synchronized int inFlight(WorkerHandle worker) {
		Seat seat = seatOf(worker);
		return (seat != null) ? seat.inFlight() : 0;
	}

	/** What is made of the counts, under the lock. */
	interface Reading<T> {

		T of(Counters counters, int pending, int inFlight, boolean unavailable, boolean closed);

	}

}
