package io.aiopool.fault;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aiopool.LaunchStrategy.Launch;
import io.aiopool.PoolBuilder;
import io.aiopool.PoolHealth;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.RestartSettings;
import io.aiopool.StartMode;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.WorkerState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Workers that start late, badly or not at all.
 */
@RunsAlone
class StartFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	@Tag("F28")
	void tasksWaitForASlowStartUnderTheirDeadline() {
		ProcessPool pool = pools.open(FaultPools.small().processes(2).initializer(SlowInitializer.class, trace()));
		long submitted = System.nanoTime();
		CompletableFuture<String> impatient = pool.with(FaultPools.within(100)).apply(() -> "not in time");
		CompletableFuture<String> patient = pool.apply(() -> "in time");
		FaultPools.failure(impatient, TaskTimeoutException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - submitted)).isBetween(Duration.ofMillis(100),
				Duration.ofMillis(100).plus(FaultPools.toldWithin()));
		assertThat(FaultPools.await(patient)).isEqualTo("in time");
		FaultPools.eventually(() -> pool.statistics().ready() == 2);
		assertThat(pool.statistics().workersStarted()).isEqualTo(2);
	}

	@Test
	@Tag("F29")
	void badJavaPathIsNamed() {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> start(FaultPools.small().jvm(FaultPools.jvm().withExecutable(Path.of("/no/such/java")))))
			.withMessageContaining("/no/such/java");
	}

	@Test
	@Tag("F29")
	void badFlagIsToldWithTheLastOutput() {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> start(FaultPools.small().jvm(FaultPools.jvm("-XX:+NoSuchFlag"))))
			.withMessageContaining("exit code 1")
			.withMessageContaining("NoSuchFlag");
	}

	@Test
	@Tag("F29")
	void missingClassIsToldWithTheLastOutput() {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> start(FaultPools.small()
				.launch((mainClass) -> new Launch(List.of("-cp", this.directory.toString()), mainClass))))
			.withMessageContaining("ClassNotFoundException");
	}

	@Test
	@Tag("F30")
	void initializerThatThrowsIsToldWithItsCause() {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> start(FaultPools.small().initializer(ThrowingInitializer.class)))
			.withMessageContaining("refused on purpose")
			.withMessageContaining(ThrowingInitializer.class.getName());
	}

	@Test
	@Tag("F30")
	void initializerThatHangsIsKilledAtTheStartTimeout() {
		long began = System.nanoTime();
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(() -> start(
				FaultPools.small().startTimeout(Duration.ofSeconds(1)).initializer(HangingInitializer.class, trace())))
			.withMessageContaining("start timeout");
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	@Tag("F30")
	@Tag("F32")
	void crashLoopBacksOffAndEndsInUnavailable() throws Exception {
		RestartSettings restart = new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(30), 2,
				Duration.ofSeconds(30));
		ProcessPool pool = pools.open(FaultPools.small().restart(restart).initializer(DyingInitializer.class, trace()));
		CompletableFuture<String> waiting = pool.apply(() -> "not run");
		assertThat(FaultPools.failure(waiting, PoolUnavailableException.class)).hasMessageContaining("exit code 21");
		assertThat(pool.health()).isEqualTo(PoolHealth.UNAVAILABLE);
		FaultPools.failure(pool.apply(() -> "refused"), PoolUnavailableException.class);
		long startsBefore = starts();
		Map<Long, Long> before = cpuOfThreads();
		Map<Long, Long> latest = new HashMap<>();
		long began = System.nanoTime();
		Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
			latest.putAll(cpuOfThreads());
			return starts() == startsBefore + 2;
		});
		long elapsed = System.nanoTime() - began;
		assertThat(Duration.ofNanos(elapsed)).as("two starts, the second after twice the wait")
			.isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(6));
		latest.replaceAll((thread, nanos) -> nanos - before.getOrDefault(thread, 0L));
		double share = 100.0 * latest.values().stream().mapToLong(Long::longValue).sum() / elapsed;
		assertThat(share).as("percent of a processor").isLessThan(2);
	}

	/** Of pools: not what compiler and collector take, for all tests before this one. */
	private static Map<Long, Long> cpuOfThreads() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		Map<Long, Long> cpu = new HashMap<>();
		for (long thread : threads.getAllThreadIds()) {
			long nanos = threads.getThreadCpuTime(thread);
			ThreadInfo info = threads.getThreadInfo(thread);
			if (nanos >= 0 && info != null && info.getThreadName().startsWith("aiopool-")) {
				cpu.put(thread, nanos);
			}
		}
		return cpu;
	}

	@Test
	@Tag("F32")
	void poolThatLostSomeOfItsWorkersIsDegradedAndHeals() {
		ProcessPool pool = pools.open(FaultPools.small().processes(2).initializer(SlowRestart.class));
		pools.pid(pool);
		FaultPools.eventually(() -> pool.statistics().ready() == 2);
		assertThat(pool.health()).isEqualTo(PoolHealth.UP);
		FaultPools.failure(pool.apply(() -> MisbehavingTasks.halt(1)));
		assertThat(pool.health()).isEqualTo(PoolHealth.DEGRADED);
		assertThat(pools.pid(pool)).isPositive();
		FaultPools.eventually(() -> pool.health() == PoolHealth.UP);
		assertThat(pool.workers()).allMatch((worker) -> worker.state() == WorkerState.READY);
	}

	private void start(PoolBuilder builder) {
		pools.open(builder.start(StartMode.EAGER));
	}

	private String trace() {
		return this.directory.resolve("starts").toString();
	}

	private long starts() throws IOException {
		return Files.exists(Path.of(trace())) ? Files.readAllLines(Path.of(trace())).size() : 0;
	}

	static final class SlowInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) throws Exception {
			MisbehavingTasks.note(context.args().get(0), "start");
			Thread.sleep(1000);
		}

	}

	static final class ThrowingInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) throws IOException {
			throw new IOException("refused on purpose");
		}

	}

	static final class HangingInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			MisbehavingTasks.ignoreInterrupts();
		}

	}

	static final class DyingInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			MisbehavingTasks.note(context.args().get(0), "start");
			MisbehavingTasks.halt(21);
		}

	}

	static final class SlowRestart implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) throws InterruptedException {
			if (context.generation() > 1) {
				Thread.sleep(700);
			}
		}

	}

}
