package io.aiopool.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.aiopool.ProcessPool;
import io.aiopool.RemoteCallable;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerOutOfMemoryException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that end their worker.
 */
@RunsAlone
class DeathFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools(
			(builder) -> builder.jvm(FaultPools.jvm("-XX:MaxMetaspaceSize=24m", "-XX:MaxDirectMemorySize=4m")));

	@Test
	@Tag("F19")
	void exitAndHaltAreReportedWithTheirStatus() {
		verifyExit(() -> MisbehavingTasks.exit(0), 0);
		verifyExit(() -> MisbehavingTasks.exit(42), 42);
		verifyExit(() -> MisbehavingTasks.halt(0), 0);
		verifyExit(() -> MisbehavingTasks.halt(43), 43);
	}

	@Test
	@Tag("F69")
	void exitWithTheStatusOfAJvmWithoutMemoryIsNoLackOfMemory() {
		verifyExit(() -> MisbehavingTasks.exit(3), 3);
		verifyExit(() -> MisbehavingTasks.halt(3), 3);
		verifyExit(MisbehavingTasks::pretendOutOfMemory, 3);
	}

	@Test
	@Tag("F20")
	void hangingShutdownHookIsHaltedAfterTheGrace() {
		pools.pid(pools.shared());
		long began = System.nanoTime();
		WorkerLostException lost = FaultPools.failure(pools.shared().apply(MisbehavingTasks::exitWithHangingHook),
				WorkerLostException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(FaultPools.GRACE, Duration.ofSeconds(5));
		assertThat(lost.started()).isTrue();
		assertThat(pools.pid(pools.shared())).isPositive();
	}

	@Test
	@Tag("F21")
	void grandchildThatHoldsTheOutputIsKilledAndDelaysNothing(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("grandchild");
		String name = file.toString();
		pools.pid(pools.shared());
		long began = System.nanoTime();
		WorkerLostException lost = FaultPools
			.failure(pools.shared().apply(() -> MisbehavingTasks.leaveGrandchild(name)), WorkerLostException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
		assertThat(lost.exit().exitCode()).hasValue(9);
		long pid = Long.parseLong(Files.readString(file).strip());
		FaultPools.eventually(() -> ProcessHandle.of(pid).filter(FaultPools::isAlive).isEmpty());
	}

	@Test
	@Tag("F22")
	void exhaustedHeapIsOutOfMemory() {
		verifyOutOfMemory(MisbehavingTasks::exhaustHeap);
	}

	@Test
	@Tag("F22")
	void exhaustedMetaspaceIsOutOfMemory() {
		verifyOutOfMemory(MisbehavingTasks::exhaustMetaspace);
	}

	@Test
	@Tag("F23")
	void exhaustedDirectMemoryIsOutOfMemory() {
		verifyOutOfMemory(MisbehavingTasks::exhaustDirectMemory);
	}

	@Test
	@Tag("F23")
	void threadThatCannotBeCreatedIsOutOfMemory() {
		verifyOutOfMemory(MisbehavingTasks::exhaustThreads);
	}

	@Test
	@Tag("F26")
	void segmentationFaultLeavesTheCrashReport() throws Exception {
		WorkerLostException lost = FaultPools.failure(pools.shared().apply(MisbehavingTasks::segfault),
				WorkerLostException.class);
		Path report = lost.exit().crashReport();
		assertThat(report).exists();
		assertThat(lost).hasMessageContaining(report.toString());
		assertThat(Files.readString(report)).contains("SIGSEGV");
		Files.delete(report);
	}

	private static void verifyExit(RemoteCallable<String> body, int status) {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		WorkerLostException lost = FaultPools.failure(pool.apply(body), WorkerLostException.class);
		assertThat(lost).isExactlyInstanceOf(WorkerLostException.class);
		assertThat(lost.exit().exitCode()).hasValue(status);
		assertThat(lost.exit().cause()).isNull();
		assertThat(pool.lostWorkers().get(0).exit()).isEqualTo(lost.exit());
		assertThat(lost.exit().pid()).isEqualTo(pid);
		assertThat(lost.started()).isTrue();
		assertThat(lost).hasMessageContaining("exit code " + status).hasMessageContaining("pid " + pid);
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
	}

	private static void verifyOutOfMemory(RemoteCallable<?> body) {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		WorkerOutOfMemoryException lost = FaultPools.failure(pool.apply(body), WorkerOutOfMemoryException.class);
		assertThat(lost.exit().pid()).isEqualTo(pid);
		assertThat(lost.exit().exitCode()).hasValue(3);
		assertThat(lost.exit().cause()).isEqualTo("out of memory");
		assertThat(pool.lostWorkers().get(0).exit()).isEqualTo(lost.exit());
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
	}

}
