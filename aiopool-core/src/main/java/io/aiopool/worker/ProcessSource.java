package io.aiopool.worker;

import java.util.concurrent.ThreadLocalRandom;

import io.aiopool.PoolSettings;
import io.aiopool.launch.ProcessLauncher;
import io.aiopool.wire.Flusher;

/**
 * Workers that are processes, each with a thread here that serves it. Thread-safe.
 */
public final class ProcessSource extends WorkerSource {

	private final WorkerPlan plan;

	/**
	 * Creates a source that has started nothing.
	 * @param settings settings of the pool
	 * @param launcher starts the processes
	 * @param flusher serves the writers
	 * @param timer runs what is due later
	 */
	public ProcessSource(PoolSettings settings, ProcessLauncher launcher, Flusher flusher, PoolTimer timer) {
		this.plan = new WorkerPlan(settings, launcher, flusher, timer);
	}

	@Override
	double luck() {
		return ThreadLocalRandom.current().nextDouble();
	}

	@Override
	void begin(WorkerHandle worker, LifeStory story) {
		WorkerLife life = new WorkerLife(worker, this.plan, story);
		Thread thread = new Thread(life, "aiopool-" + this.plan.settings().name() + "-worker-" + worker.birth().slot());
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (OutOfMemoryError ex) {
			// No thread can be made. Told later, as the roster is locked here
			this.plan.timer().later(0, () -> life.cannotBegin(ex));
		}
	}

}
