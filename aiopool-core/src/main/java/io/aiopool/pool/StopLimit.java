package io.aiopool.pool;

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aiopool.PoolSettings;
import io.aiopool.WorkerState;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;

/**
 * Kills workers that were told to leave, have no task left, and do not leave: an action
 * that the initializer gave for that moment may hang. Those that have tasks have all the
 * time that these take. Thread-safe; looks on the timer thread.
 */
final class StopLimit {

	private static final System.Logger logger = System.getLogger(StopLimit.class.getName());

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private final PoolSettings settings;

	private final Staffing staffing;

	private final PoolTimer timer;

	private final long limitNanos;

	private final Set<WorkerHandle> watched = ConcurrentHashMap.newKeySet();

	StopLimit(PoolSettings settings, Staffing staffing, PoolTimer timer) {
		this.settings = settings;
		this.staffing = staffing;
		this.timer = timer;
		Duration drain = settings.timeouts().drain();
		this.limitNanos = ((drain.compareTo(SHORTEST) > 0) ? drain : SHORTEST).toNanos();
	}

	/** A worker gets no more tasks. May be repeated. */
	void retired(WorkerHandle worker) {
		if (this.watched.add(worker)) {
			lookLater(worker, false);
		}
	}

	/** A worker has ended. */
	void ended(WorkerHandle worker) {
		this.watched.remove(worker);
	}

	/** The timer must not keep a worker that has ended since. */
	private void lookLater(WorkerHandle worker, boolean idle) {
		WeakReference<WorkerHandle> leaving = new WeakReference<>(worker);
		this.timer.later(this.limitNanos, () -> {
			WorkerHandle there = leaving.get();
			if (there != null && this.watched.contains(there)) {
				look(there, idle);
			}
		});
	}

	/** At the second look without a task it has had none for as long as the limit. */
	private void look(WorkerHandle worker, boolean wasIdle) {
		WorkerState state = worker.state();
		if (state == WorkerState.STOPPED || state == WorkerState.LOST) {
			// Retired by somebody who had not heard yet that it has ended
			ended(worker);
			return;
		}
		boolean idle = state == WorkerState.DRAINING && this.staffing.inFlight(worker) == 0;
		if (idle && wasIdle) {
			logger.log(Level.WARNING,
					() -> "Pool '" + this.settings.name() + "': " + worker
							+ " was told to leave, has no task left, and "
							+ "has not ended within aiopool.drain-timeout, so it is killed. What its initializer gave "
							+ "to onClose may hang.");
			worker.kill(KillReason.STOP_TIMEOUT);
		}
		lookLater(worker, idle);
	}

}
