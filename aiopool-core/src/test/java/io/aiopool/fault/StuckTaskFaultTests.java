package io.aiopool.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;
import io.aiopool.RedeliverySettings;
import io.aiopool.RemoteCallable;
import io.aiopool.TaskContext;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that do not end, and callers that do not wait.
 */
@RunsAlone
class StuckTaskFaultTests {

	private static final long TIMEOUT_MILLIS = 400;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	static Path directory;

	@Test
	@Tag("F13")
	void infiniteLoopIsToldWithThreadDumpAndKilled() {
		assertThat(verifyTimeout(MisbehavingTasks::loop).threadDump()).contains("MisbehavingTasks.loop");
	}

	@Test
	@Tag("F13")
	void ignoredInterruptIsToldAndKilled() {
		assertThat(verifyTimeout(MisbehavingTasks::ignoreInterrupts).threadDump())
			.contains("MisbehavingTasks.ignoreInterrupts");
	}

	@Test
	@Tag("F13")
	void deadlockIsToldAndKilled() {
		assertThat(verifyTimeout(MisbehavingTasks::deadlock).threadDump()).contains("MisbehavingTasks.deadlock")
			.contains("other half");
	}

	@Test
	@Tag("F13")
	void blockedNativeCallIsToldAndKilled() throws Exception {
		String pipe = MisbehavingTasks.makePipe(directory);
		assertThat(verifyTimeout(() -> MisbehavingTasks.blockInNativeCode(pipe)).threadDump())
			.contains("MisbehavingTasks.blockInNativeCode");
	}

	@Test
	@Tag("F13")
	void taskThatHeedsItsInterruptKeepsItsWorker() {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		long submitted = System.nanoTime();
		FaultPools.failure(pool.with(FaultPools.within(TIMEOUT_MILLIS)).apply(() -> {
			Thread.sleep(FaultPools.LIMIT.toMillis());
			return "not reached";
		}), TaskTimeoutException.class);
		verifyTold(submitted);
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	@Test
	@Tag("F13")
	void futureThatIsNeverCompletedIsTold() {
		ProcessPool pool = pools.shared();
		pools.pid(pool);
		long submitted = System.nanoTime();
		FaultPools.failure(
				pool.with(FaultPools.within(TIMEOUT_MILLIS)).applyAsync(() -> new CompletableFuture<String>()),
				TaskTimeoutException.class);
		verifyTold(submitted);
		assertThat(pools.pid(pool)).isPositive();
	}

	@Test
	@Tag("F13")
	void neighbourOfAStuckSharedTaskMayFinishDuringTheGrace() {
		ProcessPool pool = pools.open(FaultPools.small().killGrace(Duration.ofSeconds(1)));
		pools.pid(pool);
		CompletableFuture<String> stuck = pool.with(FaultPools.within(TIMEOUT_MILLIS)).applyAsync(() -> {
			MisbehavingTasks.ignoreInterrupts();
			return CompletableFuture.completedFuture("not reached");
		});
		CompletableFuture<String> finishes = pool.applyAsync(() -> {
			Thread.sleep(TIMEOUT_MILLIS + 200);
			return CompletableFuture.completedFuture("finished");
		});
		CompletableFuture<String> endless = pool.applyAsync(() -> new CompletableFuture<>());
		FaultPools.failure(stuck, TaskTimeoutException.class);
		assertThat(FaultPools.await(finishes)).isEqualTo("finished");
		assertThat(FaultPools.failure(endless, WorkerLostException.class)).hasMessageContaining("on account of task");
	}

	@Test
	void idempotentNeighbourOfAKilledTaskIsRunAgainWithinItsBudget() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().redelivery(new RedeliverySettings(2, 0, 1)));
		CompletableFuture<Integer> once = neighbour(pool, 2);
		killOnAccountOfAnother(pool, 1);
		assertThat(FaultPools.await(once)).as("its attempt").isEqualTo(2);
		CompletableFuture<Integer> twice = neighbour(pool, 3);
		killOnAccountOfAnother(pool, 2);
		killOnAccountOfAnother(pool, 3);
		assertThat(FaultPools.failure(twice, WorkerLostException.class)).hasMessageContaining("on account of task");
	}

	/** Does not end before that attempt. */
	private static CompletableFuture<Integer> neighbour(ProcessPool pool, int lastAttempt) {
		pools.pid(pool);
		return pool.with(TaskOptions.DEFAULTS.withIdempotent(true))
			.applyAsync(() -> (TaskContext.current().attempt() == lastAttempt)
					? CompletableFuture.completedFuture(lastAttempt) : new CompletableFuture<>());
	}

	private static void killOnAccountOfAnother(ProcessPool pool, long deaths) {
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		// Another one each time, as one that has killed a worker runs alone.
		TaskOptions culprit = FaultPools.within(TIMEOUT_MILLIS).withName("culprit " + deaths);
		FaultPools.failure(pool.with(culprit).applyAsync(() -> {
			MisbehavingTasks.ignoreInterrupts();
			return CompletableFuture.completedFuture("not reached");
		}), TaskTimeoutException.class);
		FaultPools.eventually(() -> pool.statistics().workersLost() == deaths);
	}

	@Test
	@Tag("F13")
	void deadlineInTheQueueIsADeadline() {
		ProcessPool pool = pools.open(FaultPools.small());
		pools.pid(pool);
		CompletableFuture<Long> running = pool.apply(MisbehavingTasks::loop);
		long submitted = System.nanoTime();
		TaskTimeoutException failure = FaultPools.failure(
				pool.with(FaultPools.within(TIMEOUT_MILLIS)).apply(() -> "not reached"), TaskTimeoutException.class);
		verifyTold(submitted);
		assertThat(failure.threadDump()).isNull();
		assertThat(failure).hasMessageContaining("waiting for a worker");
		assertThat(running).isNotDone();
	}

	@Test
	@Tag("F14")
	void cancelledInTheQueueNeverRuns(@TempDir Path trace) {
		ProcessPool pool = pools.open(FaultPools.small());
		String file = trace.resolve("ran").toString();
		String gate = trace.resolve("gate").toString();
		CompletableFuture<String> running = pool.apply(() -> awaitFile(gate));
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		CompletableFuture<String> queued = pool.apply(() -> {
			MisbehavingTasks.note(file, "ran");
			return "ran";
		});
		assertThat(queued.cancel(true)).isTrue();
		assertThat(pool.statistics().pending()).isZero();
		MisbehavingTasks.note(gate, "open");
		assertThat(FaultPools.await(running)).isEqualTo("opened");
		assertThat(pools.pid(pool)).isPositive();
		assertThat(Path.of(file)).doesNotExist();
		assertThat(pool.statistics().cancelled()).isEqualTo(1);
	}

	@Test
	@Tag("F14")
	void cancelledWhileRunningIsInterrupted(@TempDir Path trace) throws Exception {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		Path file = trace.resolve("said");
		String name = file.toString();
		CompletableFuture<String> future = pool.apply(() -> {
			MisbehavingTasks.note(name, "begun");
			try {
				Thread.sleep(FaultPools.LIMIT.toMillis());
			}
			catch (InterruptedException ex) {
				MisbehavingTasks.note(name, "interrupted " + TaskContext.current().isCancelled());
			}
			return "late result";
		});
		FaultPools.eventually(() -> Files.exists(file));
		future.cancel(true);
		assertThat(FaultPools.failure(future)).isInstanceOf(CancellationException.class);
		FaultPools.eventually(() -> Files.readString(file).contains("interrupted true"));
		assertThat(pools.pid(pool)).isEqualTo(pid);
		assertThat(pool.statistics().cancelled()).isPositive();
	}

	@Test
	@Tag("F14")
	void cancelledExclusiveTaskThatIgnoresItIsKilledAfterTheGrace() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		CompletableFuture<String> future = begun(pool);
		long cancelled = System.nanoTime();
		future.cancel(true);
		assertThat(FaultPools.failure(future)).isInstanceOf(CancellationException.class);
		FaultPools.eventually(() -> ProcessHandle.of(pid).isEmpty());
		assertThat(millisSince(cancelled)).isBetween(FaultPools.GRACE.toMillis(), 3_000L);
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
	}

	@Test
	@Tag("F14")
	void cancelledSharedTaskIsKilledNoEarlierThanAtItsDeadline() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		TaskOptions options = FaultPools.within(Duration.ofMillis(1500)).withExclusive(false);
		long submitted = System.nanoTime();
		CompletableFuture<String> future = begun(pool.with(options));
		future.cancel(true);
		FaultPools.eventually(() -> ProcessHandle.of(pid).isEmpty());
		assertThat(millisSince(submitted)).isGreaterThanOrEqualTo(1500);
	}

	/** A body that ignores interrupts; one that has not begun would just be withdrawn. */
	private CompletableFuture<String> begun(ProcessPool pool) {
		Path begun = this.directory.resolve("begun");
		CompletableFuture<String> future = pool.apply((file) -> {
			MisbehavingTasks.note(file, "begun");
			return MisbehavingTasks.ignoreInterrupts();
		}, begun.toString());
		FaultPools.eventually(() -> Files.exists(begun));
		return future;
	}

	/** Returns what the caller of a task without end was told. */
	private static TaskTimeoutException verifyTimeout(RemoteCallable<?> body) {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		// The first dump loads classes, for which the caller of a task does not wait
		FaultPools.await(pool.threadDump(pid));
		long submitted = System.nanoTime();
		TaskTimeoutException failure = FaultPools.failure(pool.with(FaultPools.within(TIMEOUT_MILLIS)).apply(body),
				TaskTimeoutException.class);
		verifyTold(submitted);
		assertThat(failure.threadDump()).as("thread dump").isNotNull();
		FaultPools.eventually(() -> ProcessHandle.of(pid).isEmpty());
		assertThat(pools.pid(pool)).isNotEqualTo(pid);
		return failure;
	}

	private static void verifyTold(long submitted) {
		assertThat(millisSince(submitted)).isBetween(TIMEOUT_MILLIS,
				TIMEOUT_MILLIS + FaultPools.toldWithin().toMillis());
	}

	private static long millisSince(long nanos) {
		return (System.nanoTime() - nanos) / 1_000_000;
	}

	static String awaitFile(String file) {
		FaultPools.eventually(() -> Files.exists(Path.of(file)));
		return "opened";
	}

}
