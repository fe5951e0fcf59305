package io.aiopool.pool;

import java.io.IOException;
import java.util.concurrent.Executor;

import io.aiopool.PoolSettings;
import io.aiopool.launch.ProcessLauncher;
import io.aiopool.wire.Flusher;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.ProcessSource;
import io.aiopool.worker.WorkerSource;

/**
 * The threads of a pool and its child processes.
 */
final class ProcessHost implements Host {

	private static final String WORKER_MAIN = "io.aiopool.child.WorkerMain";

	private final ProcessLauncher launcher;

	private final TimerThread timer;

	private final Callbacks callbacks;

	private final Flusher flusher;

	private final WorkerSource workers;

	ProcessHost(PoolSettings settings) {
		// First, as it may be refused: nothing is to be undone yet.
		this.launcher = new ProcessLauncher(settings, WORKER_MAIN);
		this.timer = new TimerThread(settings.name());
		this.callbacks = new Callbacks(settings.name(), this.timer);
		this.flusher = new Flusher("aiopool-" + settings.name() + "-flusher");
		this.workers = new ProcessSource(settings, this.launcher, this.flusher, this.timer);
	}

	@Override
	public PoolTimer timer() {
		return this.timer;
	}

	@Override
	public Executor callbacks() {
		return this.callbacks;
	}

	@Override
	public WorkerSource workers() {
		return this.workers;
	}

	@Override
	public void release() throws IOException {
		this.timer.close();
		this.callbacks.close();
		this.launcher.close();
		this.flusher.close();
	}

}
