package io.aiopool.pool;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.ElasticSettings;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerSupervisor;

/**
 * Lets the number of workers follow the load: stops those that have been idle for long,
 * and starts some when tasks wait. A worker that was started for a short peak stays for
 * the idle timeout, so the number does not flap. Thread-safe.
 */
final class Elasticity {

	/** A shorter wait is none: a worker takes longer to start. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final int LOOKS_PER_TIMEOUT = 4;

	private final ElasticSettings settings;

	private final Staffing staffing;

	private final WorkerSupervisor supervisor;

	private final PoolTimer timer;

	private final AtomicBoolean growing = new AtomicBoolean();

	Elasticity(ElasticSettings settings, Staffing staffing, WorkerSupervisor supervisor, PoolTimer timer) {
		this.settings = settings;
		this.staffing = staffing;
		this.supervisor = supervisor;
		this.timer = timer;
		if (isOn()) {
			Duration timeout = settings.idleTimeout();
			long millis = Math.max(1, Math.min(1000, timeout.toMillis() / LOOKS_PER_TIMEOUT));
			timer.every(TimeUnit.MILLISECONDS.toNanos(millis), this::look);
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
			// At once if there is nobody to wait for.
			this.timer.later((this.supervisor.serving() > 0) ? PATIENCE_NANOS : 0, this::grow);
		}
	}

	/** There is no room for a task: there may be no queue in which it could wait. */
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
			this.staffing.closeIdle(this.timer.now() - this.settings.idleTimeout().toNanos(), surplus)
				.forEach(this.supervisor::park);
		}
	}

}
