package io.aiopool.spring.test.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.test.TaskFault;
import io.aiopool.spring.test.WorkerFaults;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.Lifecycle;

/**
 * Hurts the child JVMs of the pools of an application context. Thread-safe.
 */
public final class PoolWorkerFaults implements WorkerFaults {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(5);

	private final FaultInjector injector;

	private final Supplier<PoolRegistry> pools;

	private final Lifecycle lifecycle;

	private final String mode;

	private final @Nullable String pool;

	/**
	 * Creates the faults.
	 * @param injector has what is ordered
	 * @param pools the pools
	 * @param lifecycle stops and starts all of them
	 * @param mode the value of {@code aiopool.mode}
	 */
	public PoolWorkerFaults(FaultInjector injector, Supplier<PoolRegistry> pools, Lifecycle lifecycle, String mode) {
		this(injector, pools, lifecycle, mode, null);
	}

	private PoolWorkerFaults(FaultInjector injector, Supplier<PoolRegistry> pools, Lifecycle lifecycle, String mode,
			@Nullable String pool) {
		this.injector = injector;
		this.pools = pools;
		this.lifecycle = lifecycle;
		this.mode = mode;
		this.pool = pool;
	}

	@Override
	public WorkerFaults inPool(String pool) {
		this.pools.get().get(pool);
		return new PoolWorkerFaults(this.injector, this.pools, this.lifecycle, this.mode, pool);
	}

	@Override
	public void onNextTask(TaskFault fault) {
		verifyMode();
		this.injector.order(this.pool, null, fault);
	}

	@Override
	public void onNextTask(String task, TaskFault fault) {
		verifyMode();
		this.injector.order(this.pool, task, fault);
	}

	@Override
	public long killWorker() {
		verifyMode();
		ProcessPool target = this.pools.get().get(poolName());
		if (target.workers().isEmpty() && target.health() == PoolHealth.UP) {
			throw new IllegalStateException("Pool '" + poolName() + "' has no child JVM that could be killed. With "
					+ "aiopool.start=lazy it has none before its first task: call a method first");
		}
		return kill(await("was ready", 0));
	}

	@Override
	public long killBusyWorker() {
		verifyMode();
		return kill(await("had a task", 1));
	}

	private WorkerSnapshot await(String state, int inFlight) {
		try {
			return Awaitility.await()
				.atMost(LONGEST_WAIT)
				.pollInterval(POLL)
				.until(this::busiest, (found) -> found.isPresent() && found.get().inFlight() >= inFlight)
				.orElseThrow();
		}
		catch (ConditionTimeoutException ex) {
			throw new IllegalStateException("No child JVM of pool '" + poolName() + "' " + state + " within "
					+ LONGEST_WAIT.toSeconds() + " s, so none was killed", ex);
		}
	}

	private Optional<WorkerSnapshot> busiest() {
		List<WorkerSnapshot> workers = this.pools.get().get(poolName()).workers();
		return workers.stream()
			.filter((worker) -> worker.state() == WorkerState.READY)
			.max(Comparator.comparingInt(WorkerSnapshot::inFlight));
	}

	private long kill(WorkerSnapshot worker) {
		this.injector.markUsed();
		ProcessHandle.of(worker.pid()).ifPresent((process) -> {
			process.destroyForcibly();
			try {
				process.onExit().orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
			}
			catch (CompletionException ex) {
				throw (ex.getCause() instanceof TimeoutException) ? new IllegalStateException("Process " + worker.pid()
						+ " was killed, but is there after " + LONGEST_WAIT.toSeconds() + " s", ex) : ex;
			}
		});
		return worker.pid();
	}

	@Override
	public void failNextStart() {
		verifyMode();
		this.injector.markUsed();
		this.injector.starts().fail(startingPool());
	}

	@Override
	public void delayNextStart(Duration delay) {
		verifyMode();
		if (delay.isNegative() || delay.isZero()) {
			throw new IllegalArgumentException("delay must be more than zero, but was " + delay);
		}
		this.injector.markUsed();
		this.injector.starts().delay(startingPool(), delay);
	}

	/** Has found out what its launch is. */
	private String startingPool() {
		this.pools.get().get(poolName());
		return poolName();
	}

	@Override
	public void reset() {
		if (this.injector.reset() && this.lifecycle.isRunning()) {
			List<ProcessPool> used = this.pools.get()
				.pools()
				.values()
				.stream()
				.filter((pool) -> !pool.workers().isEmpty())
				.toList();
			this.lifecycle.stop();
			this.lifecycle.start();
			used.stream().map(PoolWorkerFaults::warmUp).toList().forEach(PoolWorkerFaults::awaitEnd);
		}
	}

	/** Or the deadlines of the next test would have to bear the start of a JVM. */
	private static CompletableFuture<@Nullable Object> warmUp(ProcessPool pool) {
		return pool.submit(Strike.invocation("nothing"), TaskOptions.DEFAULTS.withName("WorkerFaults.reset"));
	}

	private static void awaitEnd(CompletableFuture<@Nullable Object> start) {
		try {
			start.orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException("A pool has no child JVM after the faults were reset", ex.getCause());
		}
	}

	private String poolName() {
		return (this.pool != null) ? this.pool : PoolRegistry.DEFAULT;
	}

	private void verifyMode() {
		if (!this.mode.equals("processes")) {
			throw new IllegalStateException("aiopool.mode is " + this.mode
					+ ", so there are no child JVMs to hurt: set aiopool.mode=processes, or annotate the test class with "
					+ "@AutoConfigureAiopool(mode = Mode.PROCESSES)");
		}
	}

}
