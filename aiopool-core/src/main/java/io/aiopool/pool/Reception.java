package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.aiopool.RedeliverySettings;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerLoss;
import org.jspecify.annotations.Nullable;

/**
 * What workers say about their tasks, and what becomes of those of a worker that says
 * nothing any more. Called by the thread of the worker. Thread-safe by the lock of the
 * {@link DispatchState}.
 */
final class Reception {

	/** A worker says how far a task has come half as often, but may have been held up. */
	private static final long PROGRESS_NANOS = 25_000_000;

	private static final int PROGRESS_AT_ONCE = 256;

	private final DispatchState state;

	private final Failures failures;

	private final Retries retries;

	private final Redelivery redelivery;

	private final Blame blame;

	private final Executor callbacks;

	/**
	 * In which a task lost its worker.
	 *
	 * @param started whether it may have begun there
	 * @param byTask whether a task that had begun there ended the worker
	 * @param culprit the task that the worker was killed for, if it was
	 */
	private record Circumstances(boolean started, boolean byTask, @Nullable Task culprit) {

		boolean onAccountOfAnother() {
			return this.culprit != null || this.byTask && !this.started;
		}

	}

	Reception(DispatchState state, Failures failures, Retries retries, RedeliverySettings redelivery, Blame blame,
			Executor callbacks) {
		this.state = state;
		this.failures = failures;
		this.retries = retries;
		this.redelivery = new Redelivery(redelivery);
		this.blame = blame;
		this.callbacks = callbacks;
	}

	/**
	 * The worker said something.
	 * @throws ProtocolException if it answers for a task that it does not have, once what
	 * it said before that has had its effect
	 */
	void received(WorkerHandle worker, List<ChildMessage> batch) throws ProtocolException {
		Effects effects = new Effects(batch.size());
		ProtocolException violation = null;
		synchronized (this.state) {
			Seat seat = this.state.seats.of(worker);
			if (seat == null) {
				refuseAboutTasks(batch);
				return;
			}
			long now = this.state.timer.now();
			try {
				for (ChildMessage message : batch) {
					receive(seat, message, now, effects);
				}
			}
			catch (ProtocolException ex) {
				violation = ex;
				if (!seat.isClosed()) {
					this.state.assignments.remove(seat);
				}
			}
			this.state.assignments.fillAfterAnswers(seat, effects);
			this.state.admission.wake();
		}
		effects.perform();
		if (violation != null) {
			throw violation;
		}
	}

	/** It has not been given any. */
	private static void refuseAboutTasks(List<ChildMessage> batch) throws ProtocolException {
		for (ChildMessage message : batch) {
			if (message instanceof ChildMessage.Result || message instanceof ChildMessage.Failure
					|| message instanceof ChildMessage.Item || message instanceof ChildMessage.Progress
					|| message instanceof ChildMessage.Returned) {
				throw new ProtocolException("it speaks of a task, and has none");
			}
		}
	}

	private void receive(Seat seat, ChildMessage message, long now, Effects effects) throws ProtocolException {
		if (message instanceof ChildMessage.Result result) {
			succeeded(seat, held(seat, result.lane(), result.task()), result, now, effects);
		}
		else if (message instanceof ChildMessage.Failure failure) {
			failed(seat, held(seat, failure.lane(), failure.task()), failure, now, effects);
		}
		else if (message instanceof ChildMessage.Item item) {
			Task task = seat.taskWithId(item.task());
			if (task == null) {
				throw new ProtocolException("an item of task " + item.task() + ", which it does not have");
			}
			countItem(task);
			if (!task.settled) {
				effects.tell(() -> task.sink.item(item.value()));
			}
		}
		else if (message instanceof ChildMessage.Progress progress) {
			Task task = held(seat, progress.lane(), progress.task());
			countProgress(task, now);
			progressed(task, progress, effects);
		}
		else if (message instanceof ChildMessage.Returned returned) {
			returned(seat, held(seat, returned.lane(), returned.task()), now, effects);
		}
	}

	/** Nobody would take those that were not asked for, and memory is not endless. */
	private static void countItem(Task task) throws ProtocolException {
		long most = task.stream ? task.demand : (task.elements > 1) ? task.elements : 0;
		if (++task.items > most) {
			throw new ProtocolException("more items of " + task + " than the " + most + " that it was asked for");
		}
	}

	private static void countProgress(Task task, long now) throws ProtocolException {
		long most = PROGRESS_AT_ONCE + (now - task.sentAt) / PROGRESS_NANOS;
		if (++task.progresses > most) {
			throw new ProtocolException("word of the progress of " + task + " for the " + most
					+ "th time, which is more often than it may");
		}
	}

	private void answered(Seat seat, Task task, long nanos, long now, Effects effects) {
		task.method.ran(nanos / task.elements);
		seat.answered(task, now, nanos);
		this.state.assignments.release(seat, task, now);
		this.state.ledger.left(task);
		if (task.fingerprint != null) {
			effects.tell(() -> this.blame.harmless(task));
		}
	}

	/** A task stays in its lane until it is answered, whatever its caller has done. */
	private static Task held(Seat seat, int lane, long id) throws ProtocolException {
		Task task = seat.taskAt(lane, id);
		if (task == null) {
			throw new ProtocolException("word of task " + id + " in lane " + lane + ", which it does not have");
		}
		return task;
	}

	private void succeeded(Seat seat, Task task, ChildMessage.Result result, long now, Effects effects) {
		answered(seat, task, result.nanos(), now, effects);
		if (task.method.brake != null) {
			effects.tell(() -> this.blame.endedWell(task.method));
		}
		seat.worker().count(true);
		if (this.state.ledger.complete(task)) {
			effects.tell(() -> task.sink.succeed(result.value()));
		}
		else {
			this.state.ledger.tooLate();
		}
	}

	private void failed(Seat seat, Task task, ChildMessage.Failure failure, long now, Effects effects) {
		answered(seat, task, failure.nanos(), now, effects);
		seat.worker().count(false);
		if (task.settled) {
			return;
		}
		boolean mayTryAgain = failure.kind() == ChildMessage.FailureKind.TASK
				&& task.attempt < task.options.retry().attempts();
		if (mayTryAgain && !this.state.admission.isClosed()) {
			// Settled once it is known that there is no other attempt.
			task.mayHaveBegun = true;
			this.state.ledger.pause(task);
			effects.tell(() -> this.retries.consider(task, failure));
		}
		else {
			this.state.ledger.fail(task);
			effects.tell(() -> task.sink.fail(failure));
		}
	}

	private void progressed(Task task, ChildMessage.Progress progress, Effects effects) {
		if (task.progress != null && !task.settled) {
			Runnable call = task.progress.received(task, progress);
			if (call != null) {
				effects.tell(() -> this.callbacks.execute(call));
			}
		}
	}

	private void returned(Seat seat, Task task, long now, Effects effects) {
		if (task.clock != null) {
			task.clock.returned(now);
		}
		boolean expired = task.inGrace;
		this.state.assignments.release(seat, task, now);
		seat.refund();
		if (task.settled) {
			return;
		}
		if (expired) {
			// Evidence is still being gathered, of which there is none: it did not run.
			this.state.ledger.timeOut(task);
			effects.tell(() -> task.sink.fail(this.failures.timedOut(task, null, null)));
		}
		else if (this.state.admission.isClosed()) {
			this.state.ledger.fail(task);
			effects.tell(() -> task.sink.fail(this.failures.closed(task)));
		}
		else if (!this.state.excess.refuse(task, effects)) {
			this.state.assignments.addAgain(task);
		}
	}

	/** The worker has ended; what it had is redelivered or lost. */
	void ended(WorkerHandle worker, WorkerLoss loss, @Nullable Task culprit) {
		Effects effects = new Effects();
		List<Task> begun = new ArrayList<>();
		List<WorkerLoss.LastAnswer> answers = loss.lastAnswers();
		synchronized (this.state) {
			Seat seat = this.state.seats.of(worker);
			if (seat == null) {
				return;
			}
			this.state.seats.remove(seat);
			if (!seat.isClosed()) {
				this.state.assignments.remove(seat);
			}
			answers.forEach((answer) -> recover(seat, answer, effects));
			if (!loss.isOrderly() || !seat.isIdle()) {
				this.state.ledger.counters().workersLost++;
			}
			seat.forEachTask((task) -> {
				if (loss.mayHaveBegun(task.lane, task.id)) {
					begun.add(task);
				}
			});
			boolean byTask = !begun.isEmpty() && loss.isByTask();
			seat.forEachTask((task) -> lose(seat, task, loss, new Circumstances(begun.contains(task), byTask, culprit),
					effects));
			this.state.assignments.fillAll(effects);
			this.state.admission.wake();
		}
		// Before anybody hears of the loss and tries again.
		MethodEntry braked = this.blame.lost(loss, begun, culprit);
		if (braked != null) {
			synchronized (this.state) {
				this.state.excess.begin(braked, effects);
				this.state.admission.wake();
			}
		}
		effects.perform();
	}

	/** It was perhaps given, but not sent any more; if it was heard, the task is gone. */
	private void recover(Seat seat, WorkerLoss.LastAnswer answer, Effects effects) {
		long now = this.state.timer.now();
		if (answer.message() instanceof ChildMessage.Result result) {
			Task task = seat.taskAt(result.lane(), result.task());
			if (task != null && task.attempt == answer.attempt()) {
				succeeded(seat, task, result, now, effects);
			}
		}
		else if (answer.message() instanceof ChildMessage.Failure failure) {
			Task task = seat.taskAt(failure.lane(), failure.task());
			if (task != null && task.attempt == answer.attempt()) {
				failed(seat, task, failure, now, effects);
			}
		}
	}

	private void lose(Seat seat, Task task, WorkerLoss loss, Circumstances how, Effects effects) {
		long now = this.state.timer.now();
		if (task.clock != null) {
			task.clock.lost(now);
		}
		boolean expired = task.inGrace;
		this.state.assignments.release(seat, task, now);
		this.state.ledger.left(task);
		if (task.settled) {
			return;
		}
		task.mayHaveBegun |= how.started();
		boolean mayGoOn = !expired && !this.state.admission.isClosed();
		if (mayGoOn && !task.mayHaveBegun && this.state.excess.refuse(task, effects)) {
			return;
		}
		if (mayGoOn && this.state.excess.of(task) == null
				&& this.redelivery.isDue(task, loss, how.started(), how.onAccountOfAnother())) {
			task.attempt++;
			task.sink.beginAnew();
			this.state.ledger.counters().redelivered++;
			this.state.assignments.addAgain(task);
		}
		else {
			this.state.ledger.fail(task);
			Throwable why = this.failures.lost(task, loss, how.started(), how.culprit());
			effects.tell(() -> task.sink.fail(why));
		}
	}

}
