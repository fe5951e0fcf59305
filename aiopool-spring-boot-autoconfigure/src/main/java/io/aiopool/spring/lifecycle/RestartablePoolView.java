package io.aiopool.spring.lifecycle;

import java.time.Duration;
import java.util.List;

import io.aiopool.PoolHealth;
import io.aiopool.PoolSettings;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerSnapshot;

/**
 * A restartable pool seen with other options. Asks for the engine with each task, so it
 * outlives restarts like the pool itself. Thread-safe.
 */
final class RestartablePoolView extends DelegatingPool {

	private final RestartablePool pool;

	private final TaskOptions options;

	RestartablePoolView(RestartablePool pool, TaskOptions options) {
		this.pool = pool;
		this.options = options;
	}

	@Override
	ProcessPool engine() {
		return this.pool.engine().with(this.options);
	}

	@Override
	public String name() {
		return this.pool.name();
	}

	@Override
	public ProcessPool with(TaskOptions options) {
		return new RestartablePoolView(this.pool, options);
	}

	@Override
	public PoolSettings settings() {
		return this.pool.settings();
	}

	@Override
	public PoolStatistics statistics() {
		return this.pool.statistics();
	}

	@Override
	public List<WorkerSnapshot> workers() {
		return this.pool.workers();
	}

	@Override
	public List<QuarantinedTask> quarantine() {
		return this.pool.quarantine();
	}

	@Override
	public PoolHealth health() {
		return this.pool.health();
	}

	@Override
	public void close() {
		this.pool.close();
	}

	@Override
	public void terminate() {
		this.pool.terminate();
	}

	@Override
	public boolean join(Duration timeout) throws InterruptedException {
		return this.pool.join(timeout);
	}

}
