package io.aiopool.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.aiopool.ProcessPool;
import io.aiopool.TaskContext;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the system, or somebody with a shell, does to a worker.
 */
@RunsAlone
class SignalFaultTests {

	private static final int KILLED = 9;

	/** Long enough to send a signal meanwhile. */
	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@BeforeAll
	static void requireSignals() {
		assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a POSIX system");
	}

	@Test
	@Tag("F24")
	@Tag("F25")
	void killedWhileBusyLosesItsTask() throws Exception {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		CompletableFuture<Long> future = pool.apply(MisbehavingTasks::loop);
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		awaitBegin(pool);
		long killed = System.nanoTime();
		FaultPools.signal("KILL", pid);
		WorkerLostException lost = FaultPools.failure(future, WorkerLostException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(1));
		assertThat(lost.exit().signal()).hasValue(KILLED);
		assertThat(lost.started()).isTrue();
		assertThat(lost).hasMessageContaining("SIGKILL");
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
	}

	@Test
	@Tag("F25")
	void killedWhileIdleIsInvisible() throws Exception {
		ProcessPool pool = pools.shared();
		long failed = pool.statistics().failed();
		long pid = pools.pid(pool);
		FaultPools.signal("KILL", pid);
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
		assertThat(pool.statistics().failed()).isEqualTo(failed);
	}

	@Test
	@Tag("F25")
	void idempotentTaskIsRunAgainElsewhere() throws Exception {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		String trace = this.directory.resolve("attempts").toString();
		CompletableFuture<String> future = pool.with(TaskOptions.DEFAULTS.withIdempotent(true)).apply(() -> {
			MisbehavingTasks.note(trace, "attempt");
			if (TaskContext.current().attempt() == 1) {
				MisbehavingTasks.ignoreInterrupts();
			}
			return "attempt " + TaskContext.current().attempt();
		});
		FaultPools.eventually(() -> Files.exists(Path.of(trace)));
		FaultPools.signal("KILL", pid);
		assertThat(FaultPools.await(future)).isEqualTo("attempt 2");
		assertThat(Files.readAllLines(Path.of(trace))).hasSize(2);
	}

	@Test
	@Tag("F27")
	void stoppedWhileBusyTimesOutWithoutThreadDumpAndIsReplaced() throws Exception {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		long submitted = System.nanoTime();
		CompletableFuture<Long> future = pool.with(FaultPools.within(TIMEOUT)).apply(MisbehavingTasks::loop);
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		stop(pid);
		TaskTimeoutException failure = FaultPools.failure(future, TaskTimeoutException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - submitted)).isLessThan(TIMEOUT.plus(FaultPools.toldWithin()));
		assertThat(failure.threadDump()).isNull();
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
	}

	@Test
	@Tag("F35")
	void taskThatHadNotBegunIsSentToTheNext() throws Exception {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		long redelivered = pool.statistics().redelivered();
		stop(pid);
		CompletableFuture<Long> future = pool.apply(() -> ProcessHandle.current().pid());
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		FaultPools.signal("KILL", pid);
		assertThat(FaultPools.await(future)).isNotEqualTo(pid);
		assertThat(pool.statistics().redelivered()).isEqualTo(redelivered + 1);
	}

	@Test
	@Tag("F37")
	void deadWorkersAreReaped() throws Exception {
		assumeTrue(Files.exists(Path.of("/proc/self/stat")), "/proc");
		ProcessPool pool = pools.shared();
		for (int i = 0; i < 3; i++) {
			long pid = pools.pid(pool);
			FaultPools.signal("KILL", pid);
			FaultPools.eventually(() -> !Files.exists(Path.of("/proc/" + pid)));
		}
	}

	/** The signal alone is not enough: on a busy machine, threads go on for a while. */
	private static void stop(long pid) throws Exception {
		FaultPools.signal("STOP", pid);
		Path threads = Path.of("/proc/" + pid + "/task");
		if (Files.isDirectory(threads)) {
			FaultPools.eventually(() -> {
				try (Stream<Path> all = Files.list(threads)) {
					return all.allMatch(SignalFaultTests::isStopped);
				}
			});
		}
	}

	private static boolean isStopped(Path thread) {
		try {
			return Files.readString(thread.resolve("stat")).matches("(?s).*\\) T .*");
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static void awaitBegin(ProcessPool pool) {
		// A worker that was stopped now would show that the task is in it: ask its CPU.
		long pid = pool.workers().get(0).pid();
		Duration before = cpu(pid);
		FaultPools.eventually(() -> cpu(pid).compareTo(before.plusMillis(20)) > 0);
	}

	private static Duration cpu(long pid) {
		return ProcessHandle.of(pid).flatMap((process) -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
	}

}
