package io.aiopool.worker;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.aiopool.HeartbeatSettings;
import io.aiopool.PoolSettings;
import io.aiopool.WorkerState;

/**
 * Looks now and then at the heartbeats of the workers, and kills those that have none.
 * Runs on the timer thread only. A look is an ordinary read of a few bytes per worker: an
 * idle pool sends no messages.
 */
public final class HeartbeatMonitor {

	private static final int ROUNDS_PER_TIMEOUT = 4;

	private final PoolSettings settings;

	private final Supplier<List<WorkerHandle>> workers;

	private final PoolTimer timer;

	private final Duration round;

	private final Pulses<WorkerHandle> pulses;

	/**
	 * Creates a monitor that does not look yet.
	 * @param settings settings of the pool
	 * @param workers the workers to be looked at
	 * @param timer calls it
	 */
	public HeartbeatMonitor(PoolSettings settings, Supplier<List<WorkerHandle>> workers, PoolTimer timer) {
		HeartbeatSettings heartbeat = settings.lifecycle().heartbeat();
		this.settings = settings;
		this.workers = workers;
		this.timer = timer;
		Duration quarter = heartbeat.timeout().dividedBy(ROUNDS_PER_TIMEOUT);
		this.round = (quarter.compareTo(heartbeat.interval()) > 0) ? quarter : heartbeat.interval();
		this.pulses = new Pulses<>(heartbeat.timeout(), this.round);
	}

	/**
	 * Looks from now on, unless there are no heartbeats or a debugger may stop the
	 * workers.
	 */
	public void start() {
		if (!this.settings.lifecycle().heartbeat().interval().isZero() && this.settings.jvm().debugPort() == 0) {
			this.timer.every(this.round.toNanos(), this::look);
		}
	}

	private void look() {
		List<WorkerHandle> present = this.workers.get();
		this.pulses.begin(present, this.timer.now());
		for (WorkerHandle worker : present) {
			if (worker.state() == WorkerState.READY || worker.state() == WorkerState.DRAINING) {
				look(worker);
			}
		}
	}

	private void look(WorkerHandle worker) {
		try {
			if (!this.pulses.isAlive(worker, worker.heartbeat(), this.timer.now())) {
				System.getLogger(HeartbeatMonitor.class.getName())
					.log(Level.DEBUG,
							() -> "Pool '" + this.settings.name() + "': " + worker + " has shown no sign of life for "
									+ this.settings.lifecycle().heartbeat().timeout()
									+ " (aiopool.heartbeat.timeout), so it is killed and replaced");
				worker.kill(KillReason.HEARTBEAT);
			}
		}
		catch (IOException ex) {
			// Its file is gone, as it will be itself; or it says nothing about its pulse.
		}
	}

}
