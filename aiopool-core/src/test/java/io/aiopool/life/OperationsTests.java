package io.aiopool.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.ElasticSettings;
import io.aiopool.Invocation;
import io.aiopool.JvmSettings;
import io.aiopool.LostWorker;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolHealth;
import io.aiopool.PoolSaturatedException;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSnapshot;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.fault.FaultPools;
import io.aiopool.scheduler.ScheduledTask;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.scheduler.Schedulers;
import io.aiopool.scheduler.WorkerLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What operators do to a pool and its workers.
 */
class OperationsTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void pausedPoolTakesTasksAndRunsThemWhenItIsResumed() throws Exception {
		Path go = this.directory.resolve("go");
		try (Watched watched = new Watched(Watched.builder(1).queueCapacity(2))) {
			watched.awaitReady(1);
			CompletableFuture<Long> running = watched.pool.apply(LifeTasks::pidOnce, go.toString());
			watched.pool.pause();
			assertThat(watched.pool.isPaused()).isTrue();
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.PAUSED);
			CompletableFuture<Long> plain = watched.pool.apply(LifeTasks::pid);
			CompletableFuture<Long> shared = watched.pool.applyAsync(LifeTasks::pidAfterAsync, 1L);
			FaultPools.failure(watched.pool.apply(LifeTasks::pid), PoolSaturatedException.class);
			Files.createFile(go);
			assertThat(running).as("what runs goes on").succeedsWithin(LONGEST);
			assertThat(watched.pool.statistics().pending()).isEqualTo(2);
			assertThat(watched.pool.statistics().inFlight()).isZero();
			watched.pool.resume();
			assertThat(plain).succeedsWithin(LONGEST);
			assertThat(shared).succeedsWithin(LONGEST);
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
		}
	}

	@Test
	void deadlinesCountOnWhileThePoolIsPaused() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			watched.pool.pause();
			assertThat(
					watched.pool.with(TaskOptions.DEFAULTS.withTimeout(Duration.ofMillis(100))).apply(LifeTasks::pid))
				.failsWithin(LONGEST)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(TaskTimeoutException.class)
				.withMessageContaining("still waiting for a worker and has not run");
		}
	}

	@Test
	void tasksThatWereSentAheadComeBackWhenThePoolIsPaused() throws Exception {
		Path go = this.directory.resolve("go");
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			for (int i = 0; i < 100; i++) {
				watched.pool.apply(LifeTasks::tiny, "warm", "").join();
			}
			List<CompletableFuture<Long>> all = new ArrayList<>();
			all.add(watched.pool.apply(LifeTasks::tiny, "held", go.toString()));
			for (int i = 0; i < 20; i++) {
				all.add(watched.pool.apply(LifeTasks::tiny, "next", ""));
			}
			watched.pool.pause();
			await().atMost(LONGEST).until(() -> watched.pool.statistics().inFlight() == 1);
			assertThat(watched.pool.statistics().pending()).isEqualTo(20);
			watched.pool.resume();
			Files.createFile(go);
			all.forEach((task) -> assertThat(task).succeedsWithin(LONGEST));
		}
	}

	@Test
	void tasksThatWereSentAheadOfAStuckOneComeBackOnce() throws Exception {
		Path go = this.directory.resolve("go");
		AtomicInteger sent = new AtomicInteger();
		try (Watched watched = new Watched(Watched.builder(1).scheduler(counting(sent)))) {
			watched.awaitReady(1);
			for (int i = 0; i < 100; i++) {
				watched.pool.apply(LifeTasks::tiny, "warm", "").join();
			}
			List<CompletableFuture<Long>> all = new ArrayList<>();
			all.add(watched.pool.apply(LifeTasks::tiny, "held", go.toString()));
			for (int i = 0; i < 20; i++) {
				all.add(watched.pool.apply(LifeTasks::tiny, "next", ""));
			}
			await().atMost(LONGEST).until(() -> watched.pool.statistics().inFlight() == 1);
			int sentBefore = sent.get();
			await().during(Duration.ofMillis(200))
				.untilAsserted(() -> assertThat(sent.get()).as("sends behind the stuck one").isEqualTo(sentBefore));
			assertThat(watched.pool.statistics().pending()).isEqualTo(20);
			Files.createFile(go);
			all.forEach((task) -> assertThat(task).succeedsWithin(LONGEST));
		}
	}

	private static Scheduler counting(AtomicInteger sent) {
		Scheduler leastLoaded = Schedulers.named(Schedulers.LEAST_LOADED);
		return new Scheduler() {

			@Override
			public int choose(ScheduledTask task, List<? extends WorkerLoad> workers) {
				return leastLoaded.choose(task, workers);
			}

			@Override
			public void taskScheduled(ScheduledTask task, WorkerLoad worker) {
				sent.incrementAndGet();
			}

		};
	}

	@Test
	void workerThatIsReadyWhileThePoolIsPausedGetsNoTask() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			WorkerSnapshot first = watched.awaitReady(1).get(0);
			watched.pool.pause();
			CompletableFuture<Long> task = watched.pool.apply(LifeTasks::pid);
			ProcessHandle.of(first.pid()).ifPresent(ProcessHandle::destroyForcibly);
			await().atMost(LONGEST).until(() -> watched.awaitReady(1).get(0).generation() == 2);
			assertThat(task).isNotDone();
			watched.pool.resume();
			assertThat(task).succeedsWithin(LONGEST).isEqualTo(watched.awaitReady(1).get(0).pid());
		}
	}

	@Test
	void pausedPoolStartsNoWorkersForWhatWaits() {
		try (Watched watched = new Watched(Watched.builder(2)
			.elastic(new ElasticSettings(0, Duration.ofMillis(200), 0))
			.start(StartMode.BACKGROUND))) {
			watched.note(watched.pool.apply(LifeTasks::pid).join());
			watched.pool.pause();
			List<CompletableFuture<Long>> tasks = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				tasks.add(watched.pool.apply(LifeTasks::pid));
			}
			await().during(Duration.ofMillis(500)).atMost(LONGEST).until(() -> watched.workers().size() <= 1);
			watched.pool.resume();
			tasks.forEach((task) -> assertThat(task).succeedsWithin(LONGEST));
		}
	}

	@Test
	void pausedPoolCanBeClosed() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			watched.pool.pause();
			CompletableFuture<Long> waiting = watched.pool.apply(LifeTasks::pid);
			watched.pool.close();
			assertThat(waiting).failsWithin(LONGEST)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(PoolClosedException.class);
		}
	}

	@Test
	void workerIsRecycledWithoutAGap() throws Exception {
		Path go = this.directory.resolve("go");
		try (Watched watched = new Watched(Watched.builder(1))) {
			WorkerSnapshot old = watched.awaitReady(1).get(0);
			CompletableFuture<Long> running = watched.pool.apply(LifeTasks::pidOnce, go.toString());
			assertThat(watched.pool.recycle(old.pid())).isTrue();
			await().atMost(LONGEST).until(() -> watched.workers().size() == 2);
			Files.createFile(go);
			assertThat(running).succeedsWithin(LONGEST).isEqualTo(old.pid());
			WorkerSnapshot fresh = watched.awaitReady(1).get(0);
			assertThat(fresh.pid()).isNotEqualTo(old.pid());
			assertThat(fresh.slot()).isZero();
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(fresh.pid());
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.lostWorkers()).isEmpty();
			assertThat(watched.pool.recycle(old.pid())).isFalse();
		}
	}

	@Test
	void tasksOfAWorkerAreShownWithTheirAge() throws Exception {
		Path go = this.directory.resolve("go");
		try (Watched watched = new Watched(Watched.builder(1))) {
			WorkerSnapshot worker = watched.awaitReady(1).get(0);
			CompletableFuture<Long> task = watched.pool
				.with(TaskOptions.DEFAULTS.withName("held").withTimeout(Duration.ofMinutes(1)))
				.apply(LifeTasks::pidOnce, go.toString());
			await().atMost(LONGEST).until(() -> !watched.pool.tasks(worker.pid()).isEmpty());
			TaskSnapshot first = watched.pool.tasks(worker.pid()).get(0);
			assertThat(first.name()).isEqualTo("held");
			assertThat(first.exclusive()).isTrue();
			assertThat(first.attempt()).isEqualTo(1);
			assertThat(first.elements()).isEqualTo(1);
			assertThat(first.lane()).isBetween(0, 1023);
			assertThat(first.remaining()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
			TaskSnapshot second = watched.pool.tasks(worker.pid()).get(0);
			assertThat(second.here()).isGreaterThan(first.here()).isLessThanOrEqualTo(second.age());
			Files.createFile(go);
			task.join();
			assertThat(watched.pool.tasks(worker.pid())).isEmpty();
			assertThat(watched.pool.tasks(1)).isEmpty();
		}
	}

	@Test
	void stuckWorkerTellsWhatItsThreadsDo() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long pid = watched.awaitReady(1).get(0).pid();
			CompletableFuture<Long> stuck = watched.pool.apply(LifeTasks::spin);
			await().atMost(LONGEST)
				.untilAsserted(() -> assertThat(watched.pool.threadDump(pid)).succeedsWithin(LONGEST)
					.asString()
					.contains("aiopool-task-1", "LifeTasks.spin"));
			stuck.cancel(true);
		}
	}

	@Test
	void workerTellsWhatIsOnItsHeap() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long pid = watched.awaitReady(1).get(0).pid();
			watched.pool.apply(LifeTasks::leak, 10).join();
			CompletableFuture<String> one = watched.pool.heapHistogram(pid);
			CompletableFuture<String> other = watched.pool.heapHistogram(pid);
			assertThat(one).succeedsWithin(LONGEST).asString().contains("[B", "#instances", "java.lang.String");
			assertThat(other).succeedsWithin(LONGEST);
			String bytes = one.join().lines().filter((line) -> line.contains(" [B ")).findFirst().orElseThrow();
			assertThat(Long.parseLong(bytes.strip().split("\\s+")[2])).isGreaterThan(10L << 20);
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(pid);
		}
	}

	@Test
	void heapHistogramSaysWhatIsMissing() {
		try (Watched watched = new Watched(Watched.builder(1)
			.jvm(JvmSettings.DEFAULTS.withArgs(List.of("--limit-modules=java.base,java.logging,jdk.unsupported"))))) {
			long pid = watched.awaitReady(1).get(0).pid();
			assertThat(watched.pool.heapHistogram(pid)).succeedsWithin(LONGEST)
				.asString()
				.contains("lacks the module java.management");
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(pid);
		}
	}

	@Test
	void workerThatIsNotThereTellsNothing() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			assertThat(watched.pool.threadDump(1)).failsWithin(LONGEST)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(NoSuchElementException.class)
				.withMessageContaining("process id 1");
			assertThat(watched.pool.heapHistogram(0)).failsWithin(LONGEST)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(NoSuchElementException.class);
		}
	}

	@Test
	void workerThatDiesWhileItIsAskedAnswersNothing() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			ProcessHandle worker = ProcessHandle.of(watched.awaitReady(1).get(0).pid()).orElseThrow();
			LifeTasks.signal("STOP", worker.pid());
			CompletableFuture<String> dump = watched.pool.threadDump(worker.pid());
			worker.destroyForcibly();
			assertThat(dump).failsWithin(Duration.ofSeconds(5))
				.withThrowableOfType(ExecutionException.class)
				.withMessageContaining("No thread dump of worker 0.1");
		}
	}

	@Test
	void lostWorkerLeavesEvidence() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long pid = watched.awaitReady(1).get(0).pid();
			CompletableFuture<Long> lost = watched.pool.with(TaskOptions.DEFAULTS.withName("deadly"))
				.apply(LifeTasks::printAndExit, 7);
			assertThat(lost).failsWithin(LONGEST);
			LostWorker evidence = watched.pool.lostWorkers().get(0);
			assertThat(evidence.tasks()).containsExactly("deadly");
			assertThat(evidence.exit().pid()).isEqualTo(pid);
			assertThat(evidence.exit().describe()).isEqualTo("exit code 7");
			assertThat(evidence.exit().output()).contains("last words");
			assertThat(Duration.between(evidence.at(), Instant.now())).isLessThan(LONGEST);
		}
	}

	@Test
	void workerThatIsNeverReadyLeavesEvidence() {
		try (ProcessPool pool = Watched.builder(1)
			.start(StartMode.BACKGROUND)
			.initializer(LifeTasks.Refusing.class)
			.build()) {
			await().atMost(LONGEST).until(() -> !pool.lostWorkers().isEmpty());
			assertThat(pool.lostWorkers().get(0).tasks()).isEmpty();
			assertThat(pool.lostWorkers().get(0).exit().describe()).contains("IllegalStateException: not today");
		}
	}

	@Test
	void targetsAreBuiltByTheFirstWorker() throws Exception {
		try (Watched watched = new Watched(Watched.builder(1).start(StartMode.LAZY))) {
			CompletableFuture<List<String>> problems = watched.pool
				.checkTargets(List.of(Buildable.class, Demanding.class, Throwing.class));
			assertThat(problems).as("no worker is started for it").isNotDone();
			watched.note(watched.pool.apply(LifeTasks::pid).join());
			assertThat(problems).succeedsWithin(LONGEST);
			assertThat(problems.join()).hasSize(2)
				.anySatisfy((problem) -> assertThat(problem).contains("Demanding", "needs a java.lang.Thread"))
				.anySatisfy((problem) -> assertThat(problem).contains("Throwing", "not here"));
			Invocation built = new Invocation(Buildable.class, Buildable.class.getDeclaredMethod("built"),
					new Object[0]);
			assertThat(watched.pool.submit(built, TaskOptions.DEFAULTS)).succeedsWithin(LONGEST).isEqualTo(1);
			assertThat(watched.pool.checkTargets(List.of(Buildable.class))).succeedsWithin(LONGEST)
				.isEqualTo(List.of());
		}
	}

	@Test
	void targetThatKillsWorkersIsTold() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			assertThat(watched.pool.checkTargets(List.of(Exiting.class))).succeedsWithin(LONGEST)
				.satisfies((problems) -> assertThat(problems).singleElement()
					.asString()
					.contains("Exiting", "cannot be built: workers die of it"));
			watched.workers();
		}
	}

	@Test
	void targetsOfAPoolThatIsClosedAreNotBuilt() {
		ProcessPool pool = Watched.builder(1).start(StartMode.LAZY).build();
		CompletableFuture<List<String>> before = pool.checkTargets(List.of(Buildable.class));
		pool.close();
		for (CompletableFuture<?> check : List.of(before, pool.checkTargets(List.of(Buildable.class)))) {
			assertThat(check).failsWithin(LONGEST)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(PoolClosedException.class);
		}
	}

	static class Buildable {

		private static int count;

		Buildable() {
			count++;
		}

		int built() {
			return count;
		}

	}

	record Demanding(Thread thread) {
	}

	static class Throwing {

		Throwing() {
			throw new IllegalStateException("not here");
		}

	}

	static class Exiting {

		Exiting() {
			Runtime.getRuntime().halt(5);
		}

	}

}
