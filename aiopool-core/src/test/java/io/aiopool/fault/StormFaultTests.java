package io.aiopool.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.PoisonTaskException;
import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.RemoteCallable;
import io.aiopool.StartMode;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerSnapshot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many workers that die one after the other, by their tasks or by somebody with a shell.
 */
@RunsAlone
class StormFaultTests {

	/** More than the intensity of restarts that makes a pool unavailable. */
	private static final int MANY = 12;

	private static final Duration RECOVERY = Duration.ofSeconds(5);

	/** For a state that takes several starts of JVMs on a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	@Tag("F70")
	void innocentTasksBehindOnesThatKillTheirWorkersAllRun() {
		ProcessPool pool = pools.open(FaultPools.small().processes(2));
		List<CompletableFuture<String>> killers = IntStream.rangeClosed(1, 6).mapToObj((i) -> haltOr(pool, i)).toList();
		List<CompletableFuture<String>> innocents = IntStream.range(0, 100)
			.mapToObj((i) -> pool.apply(() -> "innocent"))
			.toList();
		innocents.forEach((innocent) -> assertThat(FaultPools.await(innocent)).isEqualTo("innocent"));
		List<Throwable> failures = killers.stream().map(FaultPools::failure).toList();
		assertThat(failures).hasOnlyElementsOfTypes(WorkerLostException.class, PoisonTaskException.class);
		assertThat(failures).filteredOn(WorkerLostException.class::isInstance).hasSizeGreaterThanOrEqualTo(3);
		assertThat(failures).filteredOn(PoisonTaskException.class::isInstance).isNotEmpty();
	}

	@Test
	@Tag("F70")
	void innocentTasksBehindEveryWayToKillAWorkerAllRun() {
		ProcessPool pool = pools.open(FaultPools.small());
		List<RemoteCallable<?>> ways = List.of(() -> MisbehavingTasks.halt(1), () -> MisbehavingTasks.exit(1),
				() -> MisbehavingTasks.exit(0), MisbehavingTasks::segfault, MisbehavingTasks::exhaustHeap,
				MisbehavingTasks::exhaustThreads, () -> MisbehavingTasks.halt(3));
		List<CompletableFuture<?>> killers = new ArrayList<>();
		ways.forEach((way) -> killers.add(pool.apply(way)));
		killers.add(pool.with(FaultPools.within(100)).apply(MisbehavingTasks::loop));
		List<CompletableFuture<String>> innocents = IntStream.range(0, 100)
			.mapToObj((i) -> pool.apply(() -> "innocent"))
			.toList();
		Awaitility.await().atMost(PATIENCE).until(() -> innocents.stream().allMatch(CompletableFuture::isDone));
		assertThat(innocents).allMatch((innocent) -> FaultPools.await(innocent).equals("innocent"));
		killers.forEach(FaultPools::failure);
		pool.lostWorkers().forEach((lost) -> deleteReport(lost.exit().crashReport()));
	}

	@Test
	@Tag("F70")
	void methodThatKilledWithDifferentArgumentsHasOneWorkerUntilItSucceeds() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().processes(2));
		kill(pool, 3);
		QuarantinedTask method = pool.quarantine().get(0);
		assertThat(pool.quarantine()).hasSize(1);
		assertThat(method.deaths()).isEqualTo(3);
		assertThat(method.name()).contains(getClass().getSimpleName());
		FaultPools.eventually(() -> pool.statistics().ready() == 2);
		assertThat(pool.health()).as("with all its workers").isEqualTo(PoolHealth.DEGRADED);
		CompletableFuture<String> only = haltOr(pool, 0);
		long rejected = pool.statistics().rejected();
		PoisonTaskException excess = FaultPools.failure(haltOr(pool, 0), PoisonTaskException.class);
		assertThat(excess).hasMessageContaining(method.name()).hasMessageContaining(method.fingerprint());
		assertThat(excess.fingerprint()).isEqualTo(method.fingerprint());
		assertThat(pool.statistics().rejected()).isEqualTo(rejected + 1);
		assertThat(FaultPools.await(pool.apply(() -> "another method"))).isEqualTo("another method");
		Files.createFile(file());
		assertThat(FaultPools.await(only)).isEqualTo("lives");
		FaultPools.eventually(() -> pool.health() == PoolHealth.UP);
		assertThat(pool.quarantine()).isEmpty();
		Stream.of(haltOr(pool, 0), haltOr(pool, 0)).forEach((task) -> assertThat(FaultPools.await(task)).isNotNull());
	}

	@Test
	@Tag("F70")
	void methodThatKilledWithDifferentArgumentsIsReleasedByHand() {
		ProcessPool pool = pools.open(FaultPools.small().processes(2));
		kill(pool, 3);
		haltOr(pool, 0);
		PoisonTaskException excess = FaultPools.failure(haltOr(pool, 0), PoisonTaskException.class);
		assertThat(pool.release(excess.fingerprint())).isTrue();
		assertThat(pool.release(excess.fingerprint())).isFalse();
		assertThat(pool.quarantine()).isEmpty();
		FaultPools.failure(haltOr(pool, 4), WorkerLostException.class);
		FaultPools.eventually(() -> pool.health() == PoolHealth.UP);
	}

	@Test
	@Tag("F74")
	void tasksWaitWhileChildrenAreKilledFasterThanTheyStart() {
		ProcessPool pool = pools.open(FaultPools.small().processes(2));
		Set<Long> killed = new HashSet<>();
		CompletableFuture<String> patient = pool.apply(() -> "patient");
		CompletableFuture<String> inTime = pool.with(FaultPools.within(PATIENCE)).apply(() -> "in time");
		CompletableFuture<String> impatient = pool.with(FaultPools.within(300)).apply(() -> "not in time");
		List<PoolHealth> seen = new ArrayList<>();
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
			pool.workers().stream().map(WorkerSnapshot::pid).forEach((pid) -> kill(pid, killed));
			seen.add(pool.health());
			return killed.size() >= MANY;
		});
		CompletableFuture<String> last = pool.apply(() -> "last");
		long end = System.nanoTime();
		FaultPools.failure(impatient, TaskTimeoutException.class);
		assertThat(seen).doesNotContain(PoolHealth.UNAVAILABLE).contains(PoolHealth.DEGRADED);
		Awaitility.await().atMost(PATIENCE).until(() -> pool.statistics().ready() == 2);
		assertThat(Duration.ofNanos(System.nanoTime() - end)).as("to full capacity").isLessThan(RECOVERY);
		assertThat(FaultPools.await(patient)).isEqualTo("patient");
		assertThat(FaultPools.await(inTime)).isEqualTo("in time");
		assertThat(FaultPools.await(last)).isEqualTo("last");
		assertThat(pool.health()).isEqualTo(PoolHealth.UP);
		assertThat(pool.quarantine()).isEmpty();
	}

	@Test
	@Tag("F74")
	void startWaitsWhileChildrenAreKilledFasterThanTheyStart() throws Exception {
		AtomicBoolean enough = new AtomicBoolean();
		Set<Long> killed = new HashSet<>();
		Thread killer = new Thread(() -> {
			while (!enough.get() && killed.size() < MANY) {
				ProcessHandle.current()
					.children()
					.filter((child) -> child.info().command().orElse("").contains("java"))
					.forEach((child) -> kill(child.pid(), killed));
			}
		});
		killer.start();
		try {
			ProcessPool pool = pools.open(FaultPools.small().start(StartMode.EAGER));
			assertThat(killed).hasSizeGreaterThanOrEqualTo(MANY);
			assertThat(FaultPools.await(pool.apply(() -> "started"))).isEqualTo("started");
		}
		finally {
			enough.set(true);
			killer.join();
		}
	}

	/** One place in which the method is named, so that it is one method. */
	private CompletableFuture<String> haltOr(ProcessPool pool, int status) {
		return pool.apply(MisbehavingTasks::haltOr, status, file().toString());
	}

	private Path file() {
		return this.directory.resolve("go");
	}

	private void kill(ProcessPool pool, int times) {
		for (int i = 1; i <= times; i++) {
			FaultPools.failure(haltOr(pool, i), WorkerLostException.class);
		}
	}

	private static void kill(long pid, Set<Long> killed) {
		if (pid != 0 && !killed.contains(pid)) {
			ProcessHandle.of(pid).ifPresent((process) -> {
				process.destroyForcibly();
				killed.add(pid);
			});
		}
	}

	private static void deleteReport(Path report) {
		if (report != null) {
			report.toFile().delete();
		}
	}

}
