package io.aiopool.pool;

import java.util.function.Function;
import java.util.function.Predicate;

import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Brings tasks of callers to workers, and takes them back: submission, deadline,
 * cancellation, demand, close. Thread-safe by the lock of the {@link DispatchState}; what
 * workers answer comes in through {@link Reception}.
 */
final class Dispatcher {

	private final DispatchState state;

	private final Failures failures;

	Dispatcher(DispatchState state, Failures failures) {
		this.state = state;
		this.failures = failures;
	}

	/** Takes a task, or throws why not. */
	void submit(Task task, boolean mayWait) throws InterruptedException {
		Effects effects = new Effects();
		synchronized (this.state) {
			this.state.admission.admit(task, mayWait);
			take(task, effects);
		}
		effects.perform();
	}

	/** Takes a task if there is room for it, or throws why there never is. */
	boolean offer(Task task) {
		Effects effects = new Effects();
		synchronized (this.state) {
			if (!this.state.admission.hasRoom(task)) {
				return false;
			}
			take(task, effects);
		}
		effects.perform();
		return true;
	}

	private void take(Task task, Effects effects) {
		this.state.ledger.counters().submitted += task.elements;
		task.inPool = true;
		task.method.inPool++;
		Assignments assignments = this.state.assignments;
		Seat seat = assignments.isNext(task) ? assignments.choose(task) : null;
		if (seat != null) {
			assignments.give(seat, task, this.state.timer.now());
			if (!seat.maySendLater(task)) {
				effects.flush(seat);
			}
			return;
		}
		this.state.backlog.add(task);
		assignments.reserveForExclusive();
		assignments.offerAgain(effects);
	}

	/** Takes a task for another attempt, whatever the length of the backlog. */
	void resubmit(Task task) {
		Effects effects = new Effects();
		synchronized (this.state) {
			if (task.settled) {
				return;
			}
			this.state.ledger.resume(task);
			if (!this.state.excess.refuse(task, effects)) {
				again(task, effects);
			}
		}
		effects.perform();
	}

	private void again(Task task, Effects effects) {
		task.attempt++;
		this.state.ledger.counters().retried++;
		this.state.assignments.place(task);
		this.state.backlog.add(task);
		this.state.assignments.fillAll(effects);
	}

	/**
	 * Elements of a task that ended without them belong to another task, which counts
	 * them.
	 */
	void takenOver(int elements) {
		synchronized (this.state) {
			Counters counters = this.state.ledger.counters();
			counters.submitted -= elements;
			counters.completed -= elements;
		}
	}

	/** How many elements of a map one task of the kind may stand for. */
	int chunkLimit(MethodEntry method) {
		synchronized (this.state) {
			return method.chunkLimit();
		}
	}

	/** A task was refused before it came here. */
	void countRejected() {
		synchronized (this.state) {
			this.state.admission.countRejected();
		}
	}

	/** No worker stays alive: whoever waits is told. */
	void unavailable(String reason) {
		Effects effects = new Effects();
		synchronized (this.state) {
			this.state.admission.unavailable(reason);
			refuseBacklog((task) -> this.state.admission.noWorker(reason), effects);
		}
		effects.perform();
	}

	/** Elements of a task that has failed had ended well before. */
	void endedWell(int elements) {
		synchronized (this.state) {
			Counters counters = this.state.ledger.counters();
			counters.failed -= elements;
			counters.completed += elements;
		}
	}

	/** Takes no more tasks; those that wait are refused. */
	void close() {
		close(this.failures::closed);
	}

	/** Takes no more tasks; those that wait are refused for a reason. */
	void close(Function<Task, Throwable> reason) {
		Effects effects = new Effects();
		synchronized (this.state) {
			this.state.admission.close();
			refuseBacklog(reason, effects);
			this.state.ledger.betweenAttempts().forEach((task) -> refuse(task, reason, effects));
			this.state.seats.all().stream().filter((seat) -> !seat.isClosed()).forEach(this.state.assignments::remove);
		}
		effects.perform();
	}

	private void refuseBacklog(Function<Task, Throwable> reason, Effects effects) {
		this.state.backlog.drainTo((task) -> refuse(task, reason, effects));
		this.state.assignments.reserveForExclusive();
	}

	private void refuse(Task task, Function<Task, Throwable> reason, Effects effects) {
		if (this.state.ledger.fail(task)) {
			Throwable why = reason.apply(task);
			effects.tell(() -> task.sink.fail(why));
		}
	}

	/**
	 * Settles a task that gets no other attempt; {@code false} if somebody was faster.
	 */
	boolean settleFailed(Task task) {
		return settle(task, this.state.ledger::fail);
	}

	/** Settles a task at its deadline; {@code false} if somebody was faster. */
	boolean settleTimedOut(Task task) {
		return settle(task, this.state.ledger::timeOut);
	}

	/**
	 * Settles a task that its caller has given up.
	 * @return the worker that has it, or {@code null} if none has
	 */
	@Nullable WorkerHandle settleCancelled(Task task) {
		return settle(task, this.state.ledger::cancel) ? workerOf(task) : null;
	}

	/**
	 * A task that was the first of those that wait has perhaps kept others waiting, which
	 * get their turn; those in the middle keep nobody.
	 */
	private boolean settle(Task task, Predicate<Task> entry) {
		Effects effects = new Effects();
		boolean settled;
		synchronized (this.state) {
			boolean first = this.state.backlog.isFirst(task);
			settled = entry.test(task);
			if (settled && first) {
				this.state.assignments.reserveForExclusive();
				this.state.assignments.fillAll(effects);
			}
		}
		effects.perform();
		return settled;
	}

	boolean isSettled(Task task) {
		synchronized (this.state) {
			return task.settled;
		}
	}

	/** Returns the worker that has the task and has not answered, if any. */
	@Nullable WorkerHandle workerOf(Task task) {
		synchronized (this.state) {
			return (task.seat != null) ? task.seat.worker() : null;
		}
	}

	/** The worker of the task gets no more work until the task is answered. */
	@Nullable WorkerHandle beginGrace(Task task) {
		synchronized (this.state) {
			if (task.seat == null) {
				return null;
			}
			task.seat.beginGrace(task);
			return task.seat.worker();
		}
	}

	/**
	 * A stream is asked for more items.
	 * @return the worker to be flushed, or {@code null} if the task has not been sent
	 */
	@Nullable WorkerHandle demand(Task task, long items) {
		synchronized (this.state) {
			task.demand = (task.demand + items < 0) ? Long.MAX_VALUE : task.demand + items;
			if (task.seat == null) {
				return null;
			}
			task.seat.worker().enqueue(new ParentMessage.Demand(task.id, items));
			return task.seat.worker();
		}
	}

	/** Tells what is known at one moment. */
	<T> T read(Reading<T> reading) {
		synchronized (this.state) {
			return reading.of(this.state.ledger.counters(), this.state.backlog.size(), this.state.seats.inFlight(),
					this.state.admission.isUnavailable());
		}
	}

	/** What is made of the counts, under the lock. */
	interface Reading<T> {

		T of(Counters counters, int pending, int inFlight, boolean unavailable);

	}

}
