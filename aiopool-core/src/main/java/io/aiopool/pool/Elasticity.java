package io.aiopool.pool;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.ElasticSettings;
import io.aiopool.worker.WorkerSupervisor;

/**
 * Lets the number of workers follow the load: stops those that have been idle for long,
 * and starts some when tasks wait. A worker that was started for a short peak stays for
 * the idle timeout, so the number does not flap. Thread-safe.
 */
final class Elasticity {

	/** A shorter wait is none: a worker takes longer to start. */
	private static final long PATIENCE_MILLIS = 10;

	private static final int LOOKS_PER_TIMEOUT = 4;

	private final ElasticSettings settings;

	private final Staffing staffing;

	private final WorkerSupervisor supervisor;

	private final ScheduledExecutorService timer;

	private final AtomicBoolean growing = new AtomicBoolean();

	Elasticity(ElasticSettings settings, Staffing staffing, WorkerSupervisor supervisor,
			ScheduledExecutorService timer) {
		this.settings = settings;
		this.staffing = staffing;
		this.supervisor = supervisor;
		this.timer = timer;
		if (isOn()) {
			Duration timeout = settings.idleTimeout();
			long millis = Math.max(1, Math.min(1000, timeout.toMillis() / LOOKS_PER_TIMEOUT));
			timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
		}
	}

	/** Whether the number of workers changes by itself. */
	boolean isOn() {
		return this.settings.minProcesses() != null;
	}

	/** A task was submitted, and perhaps has to wait. */
	void submitted() {
		if (!this.growing.get() && this.supervisor.hasParked() && this.staffing.hasBacklog()
				&& this.growing.compareAndSet(false, true)) {
			try {
				// At once if there is nobody to wait for.
				long wait = (this.supervisor.serving() > 0) ? PATIENCE_MILLIS : 0;
				this.timer.schedule(this::grow, wait, TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The pool has ended.
			}
		}
	}

	/** A task was refused: there may be no queue in which it could have waited. */
	void saturated() {
		if (isOn()) {
			this.supervisor.unpark(1);
		}
	}

	private void look() {
		grow();
		shrink();
	}

	private void grow() {
		this.growing.set(false);
		int needed = this.staffing.workersNeeded() - this.supervisor.starting();
		if (needed > 0) {
			this.supervisor.unpark(needed);
		}
	}

	private void shrink() {
		int surplus = this.supervisor.serving() - this.settings.kept(this.supervisor.processes());
		if (surplus > 0) {
			this.staffing.closeIdle(System.nanoTime() - this.settings.idleTimeout().toNanos(), surplus)
				.forEach(this.supervisor::park);
		}
	}

}
