package io.aiopool.pool;

import java.util.concurrent.TimeUnit;

import io.aiopool.OnFull;
import io.aiopool.PoisonTaskException;
import io.aiopool.PoolRejectedException;
import io.aiopool.PoolSaturatedException;
import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;
import io.aiopool.QueueSettings;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the pool takes a task: not once it is closed, not while no worker stays
 * alive, not while its method has one worker at a time and has it, and not beyond a limit
 * of its queue. Guarded by the lock of the {@link DispatchState}, on which those wait
 * that may.
 */
final class Admission {

	private final PoolSettings settings;

	private final Failures failures;

	private final DispatchState state;

	private boolean closed;

	private @Nullable String unavailable;

	private int waiters;

	Admission(PoolSettings settings, Failures failures, DispatchState state) {
		this.settings = settings;
		this.failures = failures;
		this.state = state;
	}

	/** Returns when there is room for the task, or throws why it is not taken. */
	void admit(Task task, boolean mayWait) throws InterruptedException {
		refuseIfGone(task);
		this.state.assignments.place(task);
		boolean wait = mayWait && this.settings.queue().onFull() == OnFull.WAIT;
		String limit = limit(task);
		while (limit != null) {
			long left = (task.deadline == Task.NEVER) ? Long.MAX_VALUE : task.deadline - this.state.timer.now();
			if (!wait || left <= 0) {
				countRejected();
				throw saturated(task, limit);
			}
			awaitRoom(left);
			refuseIfGone(task);
			this.state.assignments.place(task);
			limit = limit(task);
		}
	}

	/** Tells whether there is room for the task, or throws why there never is. */
	boolean hasRoom(Task task) {
		refuseIfGone(task);
		this.state.assignments.place(task);
		return limit(task) == null;
	}

	/** Returns which limit keeps the task out, with the counts, or {@code null}. */
	private @Nullable String limit(Task task) {
		QueueSettings queue = this.settings.queue();
		if (queue.maxInFlightPerMethod() > 0 && task.method.inPool >= queue.maxInFlightPerMethod()) {
			return task.method.inPool + " of its kind are in the pool (aiopool.max-in-flight-per-method is "
					+ queue.maxInFlightPerMethod() + ")";
		}
		String full = full(task, queue);
		boolean needNotWait = full != null && this.state.assignments.isNext(task)
				&& this.state.assignments.hasCandidates(task);
		return needNotWait ? null : full;
	}

	/** Returns which limit the queue has reached, or {@code null}. */
	private @Nullable String full(Task task, QueueSettings queue) {
		Backlog backlog = this.state.backlog;
		if (backlog.size() >= queue.capacity()) {
			return "aiopool.queue-capacity is " + queue.capacity();
		}
		long bytes = task.arguments.size();
		if (backlog.size() > 0 && backlog.bytes() + bytes > queue.maxBytes()) {
			return "its arguments have " + bytes + " bytes, those of waiting tasks " + backlog.bytes()
					+ " (aiopool.max-queued-bytes is " + queue.maxBytes() + ")";
		}
		return null;
	}

	private void awaitRoom(long nanos) throws InterruptedException {
		this.waiters++;
		try {
			TimeUnit.NANOSECONDS.timedWait(this.state, nanos);
		}
		finally {
			this.waiters--;
		}
	}

	/** Fewer tasks wait than before, or no more are taken. */
	void wake() {
		if (this.waiters > 0) {
			this.state.notifyAll();
		}
	}

	/** The pool takes no tasks, or none of this method. */
	private void refuseIfGone(Task task) {
		if (this.closed) {
			countRejected();
			throw this.failures.closed(null);
		}
		if (this.unavailable != null) {
			countRejected();
			throw noWorker(this.unavailable);
		}
		PoisonTaskException excess = this.state.excess.of(task);
		if (excess != null) {
			countRejected();
			throw excess;
		}
	}

	void countRejected() {
		this.state.ledger.counters().rejected++;
	}

	PoolUnavailableException noWorker(String reason) {
		return new PoolUnavailableException("Pool '" + this.settings.name()
				+ "' is unavailable: its workers do not stay alive, and it goes on trying. " + reason, null);
	}

	private PoolRejectedException saturated(Task task, String limit) {
		return new PoolSaturatedException(
				"Pool '" + this.settings.name() + "' is saturated: " + task + " was not taken, since " + limit
						+ ", with " + this.state.backlog.size() + " tasks pending, " + this.state.seats.inFlight()
						+ " in flight and " + this.state.seats.size() + " of " + this.settings.processes()
						+ " workers ready. Submit less, raise that limit, or raise aiopool.processes.",
				null);
	}

	void close() {
		this.closed = true;
		wake();
	}

	boolean isClosed() {
		return this.closed;
	}

	/** No worker stays alive, or, with {@code null}, one does again. */
	void unavailable(@Nullable String reason) {
		this.unavailable = reason;
		wake();
	}

	boolean isUnavailable() {
		return this.unavailable != null;
	}

}
