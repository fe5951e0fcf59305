package io.aiopool.spring.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import io.aiopool.PoolClosedException;
import io.aiopool.LostWorker;
import io.aiopool.PoolHealth;
import io.aiopool.PoolOperations;
import io.aiopool.PoolSettings;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSnapshot;
import io.aiopool.WorkerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A pool that survives a stop of the application context: behind it a new engine is made
 * with each start, so that whoever holds this object need not know. Thread-safe.
 * <p>
 * The engine is made by {@link #start()}, or by the first task if that comes before (a
 * call from {@code @PostConstruct}) or if the pool starts lazily. {@link #lock} guards
 * the phase and every change of the other fields, which are read without it.
 */
public final class RestartablePool extends DelegatingPool {

	private enum Phase {

		/** The engine is made by the next start or task, if there is none. */
		OPEN,

		/** No tasks until the next start. */
		STOPPED,

		/** No tasks for ever. */
		CLOSED

	}

	/** The latest engine, also after its end, and what those before it counted. */
	private record Era(ProcessPool engine, PoolTotals before) {

		PoolStatistics statistics() {
			return this.before.addTo(this.engine.statistics());
		}

	}

	/** What can be asked of a pool that has not been started. */
	private static final PoolOperations NO_WORKERS = (processes) -> {
		throw new UnsupportedOperationException("No worker has been started yet");
	};

	private final PoolSettings settings;

	private final Function<PoolSettings, ProcessPool> factory;

	private final ReentrantLock lock = new ReentrantLock();

	private final PendingChecks pendingChecks = new PendingChecks();

	private volatile Phase phase = Phase.OPEN;

	private volatile @Nullable Era era;

	/** The engine of the era while it takes tasks. */
	private volatile @Nullable ProcessPool open;

	/**
	 * Creates the pool, without starting anything.
	 * @param settings its settings
	 * @param factory makes the engine
	 */
	public RestartablePool(PoolSettings settings, Function<PoolSettings, ProcessPool> factory) {
		this.settings = settings;
		this.factory = factory;
	}

	/**
	 * Starts the pool as its settings say: not yet if it starts with the first task.
	 * Without effect if it runs or is closed.
	 */
	public void start() {
		this.lock.lock();
		try {
			if (this.phase == Phase.STOPPED) {
				this.phase = Phase.OPEN;
			}
			if (this.phase == Phase.OPEN && this.settings.start() != StartMode.LAZY) {
				engine();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drains and stops the pool until the next start. Returns when no worker is left.
	 */
	public void stop() {
		end(Phase.STOPPED, ProcessPool::close);
	}

	@Override
	public void close() {
		end(Phase.CLOSED, ProcessPool::close);
	}

	@Override
	public void terminate() {
		end(Phase.CLOSED, ProcessPool::terminate);
	}

	private void end(Phase next, Consumer<ProcessPool> action) {
		Era ending;
		this.lock.lock();
		try {
			this.phase = (this.phase == Phase.CLOSED) ? Phase.CLOSED : next;
			this.open = null;
			ending = this.era;
		}
		finally {
			this.lock.unlock();
		}
		if (ending != null) {
			action.accept(ending.engine());
		}
	}

	@Override
	ProcessPool engine() {
		ProcessPool current = this.open;
		return (current != null) ? current : make();
	}

	private ProcessPool make() {
		this.lock.lock();
		try {
			if (this.phase != Phase.OPEN) {
				throw new PoolClosedException("Pool '" + name() + "' takes no tasks: it is "
						+ ((this.phase == Phase.CLOSED) ? "closed" : "stopped until the application context restarts"),
						null);
			}
			ProcessPool made = this.open;
			if (made == null) {
				made = this.factory.apply(this.settings);
				Era last = this.era;
				this.era = new Era(made, (last != null) ? PoolTotals.of(last.statistics()) : PoolTotals.NONE);
				this.open = made;
				this.pendingChecks.ask(made);
			}
			return made;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public PoolSettings settings() {
		return this.settings;
	}

	@Override
	public ProcessPool with(TaskOptions options) {
		return new RestartablePoolView(this, options);
	}

	/** Totals go on over restarts, so that counters made of them never fall. */
	@Override
	public PoolStatistics statistics() {
		Era latest = this.era;
		return (latest != null) ? latest.statistics() : PoolTotals.NONE.atRest(this.settings.processes());
	}

	@Override
	public List<WorkerSnapshot> workers() {
		Era latest = this.era;
		return (latest != null) ? latest.engine().workers() : List.of();
	}

	@Override
	public boolean isPaused() {
		return current().isPaused();
	}

	/** Not {@link #engine()}: asking for a worker must not start any. */
	private PoolOperations current() {
		ProcessPool current = this.open;
		return (current != null) ? current : NO_WORKERS;
	}

	@Override
	public boolean recycle(long pid) {
		return current().recycle(pid);
	}

	@Override
	public List<TaskSnapshot> tasks(long pid) {
		return current().tasks(pid);
	}

	@Override
	public CompletableFuture<String> threadDump(long pid) {
		return current().threadDump(pid);
	}

	@Override
	public CompletableFuture<String> heapHistogram(long pid) {
		return current().heapHistogram(pid);
	}

	@Override
	public List<LostWorker> lostWorkers() {
		Era latest = this.era;
		return (latest != null) ? latest.engine().lostWorkers() : List.of();
	}

	/** If there is no engine yet, the next one is asked. */
	@Override
	public CompletableFuture<List<String>> checkTargets(Collection<Class<?>> types) {
		this.lock.lock();
		try {
			if (this.open == null && this.phase != Phase.CLOSED) {
				return this.pendingChecks.add(types);
			}
		}
		finally {
			this.lock.unlock();
		}
		return task((engine) -> engine.checkTargets(types));
	}

	@Override
	public List<QuarantinedTask> quarantine() {
		return current().quarantine();
	}

	/** A pool that waits for its first task is up. */
	@Override
	public PoolHealth health() {
		ProcessPool current = this.open;
		if (current != null) {
			return current.health();
		}
		return (this.phase == Phase.OPEN) ? PoolHealth.UP : PoolHealth.CLOSED;
	}

	@Override
	public boolean join(Duration timeout) throws InterruptedException {
		if (this.phase == Phase.OPEN) {
			throw new IllegalStateException("Pool '" + name() + "' is still open: close or terminate it first");
		}
		Era latest = this.era;
		return latest == null || latest.engine().join(timeout);
	}

	@Override
	public String toString() {
		return "RestartablePool[" + name() + "]";
	}

}
