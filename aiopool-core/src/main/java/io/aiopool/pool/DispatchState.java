package io.aiopool.pool;

import java.util.function.Consumer;

import io.aiopool.PoolSettings;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.worker.PoolTimer;

/**
 * Everything that decides what happens to a task, behind one lock: this object's monitor.
 * <p>
 * The lock is held for a few field accesses and never for I/O or for code of users; the
 * only one taken inside is that of the deadline wheel. Three classes take it:
 * {@link Dispatcher} for what callers want, {@link Reception} for what workers say, and
 * {@link Staffing} for workers that come and go. Each works out under the lock what is to
 * be done, as {@link Effects}, and does it after.
 */
final class DispatchState {

	final PoolTimer timer;

	final Seats seats = new Seats();

	final Backlog backlog = new Backlog();

	final Assignments assignments;

	final Ledger ledger;

	final Admission admission;

	final Excess excess;

	/**
	 * Creates the state of a pool without workers and tasks.
	 * @param onForget takes the deadline of a task off the wheel
	 */
	DispatchState(PoolSettings settings, Scheduler scheduler, Failures failures, Trust trust, PoolTimer timer,
			Consumer<Task> onForget) {
		this.timer = timer;
		this.assignments = new Assignments(settings, scheduler, this.seats.all(), this.backlog, trust, timer);
		this.admission = new Admission(settings, failures, this);
		this.excess = new Excess(settings.name(), this);
		this.ledger = new Ledger(this.backlog, timer, this.admission::wake, onForget);
	}

}
