package io.aiopool.spring.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.LostWorker;
import io.aiopool.PoolHealth;
import io.aiopool.PoolSettings;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSnapshot;
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
	public boolean isPaused() {
		return this.pool.isPaused();
	}

	@Override
	public boolean recycle(long pid) {
		return this.pool.recycle(pid);
	}

	@Override
	public List<TaskSnapshot> tasks(long pid) {
		return this.pool.tasks(pid);
	}

	@Override
	public CompletableFuture<String> threadDump(long pid) {
		return this.pool.threadDump(pid);
	}

	@Override
	public CompletableFuture<String> heapHistogram(long pid) {
		return this.pool.heapHistogram(pid);
	}

	@Override
	public List<LostWorker> lostWorkers() {
		return this.pool.lostWorkers();
	}

	@Override
	public CompletableFuture<List<String>> checkTargets(Collection<Class<?>> types) {
		return this.pool.checkTargets(types);
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
