package io.aiopool.fault;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.aiopool.JvmSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerSnapshot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Pools with small, real child JVMs for one test class: one that its tests share, and
 * others for a single test. Verifies at the end that none of the processes is left.
 */
public final class FaultPools implements AfterEachCallback, AfterAllCallback {

	/** No future of a fault test may need longer; far more than any promise. */
	static final Duration LIMIT = Duration.ofSeconds(10);

	static final Duration GRACE = Duration.ofMillis(300);

	private final UnaryOperator<PoolBuilder> settings;

	private final List<ProcessPool> open = new ArrayList<>();

	private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

	private ProcessPool shared;

	public FaultPools() {
		this(UnaryOperator.identity());
	}

	FaultPools(UnaryOperator<PoolBuilder> settings) {
		this.settings = settings;
	}

	/** Small and quick to give up. */
	public static PoolBuilder small() {
		return ProcessPool.builder()
			.name("faults")
			.processes(1)
			.start(StartMode.LAZY)
			.killGrace(GRACE)
			.drainTimeout(Duration.ofSeconds(5))
			.jvm(jvm());
	}

	static JvmSettings jvm(String... args) {
		List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash"));
		all.addAll(List.of(args));
		return JvmSettings.DEFAULTS.withMaxHeap(32 << 20).withArgs(all);
	}

	/** The pool that the tests of a class share. */
	ProcessPool shared() {
		if (this.shared == null) {
			this.shared = this.settings.apply(small()).build();
		}
		return this.shared;
	}

	/** A pool for one test. */
	public ProcessPool open(PoolBuilder builder) {
		ProcessPool pool = builder.build();
		this.open.add(pool);
		return pool;
	}

	/** The process of the only worker, once it is ready. */
	long pid(ProcessPool pool) {
		return await(pool.apply(() -> ProcessHandle.current().pid()));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		look(this.shared);
		this.open.forEach(this::end);
		this.open.clear();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.shared != null) {
			end(this.shared);
			// A test that is run once more finds this object as it is
			this.shared = null;
		}
		eventually(() -> this.seen.stream().noneMatch(FaultPools::isAlive));
	}

	private void end(ProcessPool pool) {
		look(pool);
		pool.terminate();
		assertThat(pool.workers()).isEmpty();
	}

	private void look(ProcessPool pool) {
		if (pool != null) {
			pool.workers().stream().map(WorkerSnapshot::pid).filter((pid) -> pid != 0).forEach(this::remember);
		}
	}

	/** At the end it must be gone. */
	void remember(long pid) {
		ProcessHandle.of(pid).ifPresent((process) -> {
			this.seen.add(process);
			process.descendants().forEach(this.seen::add);
		});
	}

	/**
	 * Whether it runs. Not a zombie of somebody else's: the first process of a container
	 * may not care for its orphans.
	 */
	static boolean isAlive(ProcessHandle process) {
		try {
			Path stat = Path.of("/proc/" + process.pid() + "/stat");
			return process.isAlive() && !(Files.exists(stat) && Files.readString(stat).matches("(?s).*\\) Z .*"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	static TaskOptions within(Duration timeout) {
		return TaskOptions.DEFAULTS.withTimeout(timeout);
	}

	static TaskOptions within(long millis) {
		return within(Duration.ofMillis(millis));
	}

	/** The result, in bounded time. */
	public static <R> R await(CompletableFuture<R> future) {
		try {
			return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new CompletionException(ex.getCause() != null ? ex.getCause() : ex);
		}
	}

	/** What the task failed with, in bounded time. */
	public static Throwable failure(CompletableFuture<?> future) {
		Throwable thrown = catchThrowable(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
		assertThat(future).as("the task ends within %s", LIMIT).isDone();
		assertThat(thrown).as("the task fails").isNotNull();
		return (thrown.getCause() != null && !(future.isCancelled())) ? thrown.getCause() : thrown;
	}

	public static <F extends Throwable> F failure(CompletableFuture<?> future, Class<F> type) {
		Throwable failure = failure(future);
		assertThat(failure).isInstanceOf(type);
		return type.cast(failure);
	}

	/**
	 * How long after a deadline the caller is told at the latest: as promised, but on a
	 * starved machine, where nobody can promise anything.
	 */
	static Duration toldWithin() {
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		boolean starved = load > 1.5 * Runtime.getRuntime().availableProcessors();
		return starved ? Duration.ofSeconds(1) : Duration.ofMillis(250);
	}

	static void eventually(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	static void signal(String name, long pid) throws Exception {
		Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid).start();
		assertThat(kill.waitFor()).as("kill -s %s %s", name, pid).isZero();
	}

}
