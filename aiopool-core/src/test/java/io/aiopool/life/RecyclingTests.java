package io.aiopool.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aiopool.RecycleSettings;
import io.aiopool.RemoteCallable;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.WorkerProtocolException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Workers are replaced though they live, and nobody notices.
 */
class RecyclingTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	@Tag("F36")
	void eachWorkerHasExactlyTheTasksItMayHave() {
		try (Watched watched = new Watched(Watched.builder(2).maxTasksPerChild(10))) {
			Map<Long, Integer> tasks = countByWorker(watched, 100, false);
			assertThat(tasks.values()).allMatch((count) -> count <= 10);
			assertThat(tasks.values().stream().filter((count) -> count == 10).count()).isGreaterThanOrEqualTo(8);
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.statistics().redelivered()).isZero();
		}
	}

	@Test
	@Tag("F36")
	void aRetiredWorkerWhoseTeardownHangsIsKilled() {
		try (Watched watched = new Watched(Watched.builder(1)
			.maxTasksPerChild(1)
			.drainTimeout(Duration.ofSeconds(1))
			.initializer(LifeTasks.HangingTeardown.class))) {
			long first = watched.note(watched.pool.apply(LifeTasks::pid).join());
			long second = watched.note(watched.pool.apply(LifeTasks::pid).join());
			assertThat(second).isNotEqualTo(first);
			await().atMost(LONGEST).until(() -> !Watched.isAlive(first) && !Watched.isAlive(second));
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isNotIn(first, second);
		}
	}

	@Test
	@Tag("F36")
	void aTaskThatDoesNotEndKeepsNoWorkerFromBeingReplacedThatHasHadItsTasks() {
		try (Watched watched = new Watched(
				Watched.builder(1).maxTasksPerChild(2).childConcurrency(8).drainTimeout(Duration.ofSeconds(1)))) {
			CompletableFuture<Long> endless = watched.pool.applyAsync(LifeTasks::pidAfterAsync, 600_000L);
			for (int i = 0; i < 9; i++) {
				assertThat(watched.pool.applyAsync(LifeTasks::pidAfterAsync, 1L)).succeedsWithin(LONGEST)
					.satisfies(watched::note);
			}
			assertThat(endless).isNotDone();
		}
	}

	@Test
	@Tag("F36")
	void sharedTasksCountTheSame() {
		try (Watched watched = new Watched(Watched.builder(2).maxTasksPerChild(20).childConcurrency(8))) {
			Map<Long, Integer> tasks = countByWorker(watched, 200, true);
			assertThat(tasks.values()).allMatch((count) -> count <= 20);
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.statistics().redelivered()).isZero();
		}
	}

	@Test
	@Tag("F36")
	void theSuccessorOfABusyWorkerIsStartedInTime() {
		try (Watched watched = new Watched(Watched.builder(1).maxTasksPerChild(150))) {
			WorkerSnapshot first = watched.awaitReady(1).get(0);
			Map<Long, Integer> tasks = new HashMap<>();
			long begun = System.nanoTime();
			Duration left = null;
			for (int i = 1; i <= 400; i++) {
				tasks.merge(watched.note(watched.pool.apply(LifeTasks::pidAfter, 10L).join()), 1, Integer::sum);
				if (left == null && watched.workers().size() == 2) {
					left = Duration.ofNanos((System.nanoTime() - begun) / i * (150 - i));
				}
			}
			assertThat(tasks).hasSize(3);
			assertThat(tasks.values()).contains(150, 150);
			// Not by the clock, as the next start may take longer than the last one did.
			assertThat(left).as("time that the first worker's other tasks take, when its successor is seen")
				.isNotNull()
				.isGreaterThan(first.readyAfter());
		}
	}

	@Test
	@Tag("F36")
	void aLongTaskDoesNotMultiplyTheWorkersOfItsSlot() throws Exception {
		String go = this.directory.resolve("go").toString();
		try (Watched watched = new Watched(Watched.builder(2).maxTasksPerChild(1))) {
			watched.awaitReady(2);
			List<CompletableFuture<Long>> tasks = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				tasks.add(watched.pool.apply(LifeTasks::pidOnce, go));
			}
			// Each of the two has a successor that waits, since the task is exclusive.
			watched.awaitReady(4);
			assertThat(watched.pool.statistics().inFlight()).isEqualTo(2);
			assertThat(watched.pool.statistics().ready()).isEqualTo(2);
			Files.createFile(Path.of(go));
			List<Long> pids = tasks.stream().map(CompletableFuture::join).toList();
			assertThat(pids).doesNotHaveDuplicates();
			pids.forEach(watched::note);
		}
	}

	@Test
	void aWorkerIsReplacedWhenItIsOld() {
		try (Watched watched = new Watched(
				Watched.builder(1).recycle(new RecycleSettings(Duration.ofMillis(600), 0, 0.5)))) {
			long first = watched.note(watched.pool.apply(LifeTasks::pid).join());
			List<Long> pids = new ArrayList<>();
			await().atMost(LONGEST).until(() -> {
				pids.add(watched.note(watched.pool.apply(LifeTasks::pid).join()));
				return pids.get(pids.size() - 1) != first;
			});
			assertThat(watched.workers().get(0).generation()).isGreaterThan(1);
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.statistics().failed()).isZero();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aWorkerThatLeaksIsReplaced() {
		try (Watched watched = new Watched(Watched.builder(1).recycle(new RecycleSettings(null, 24 << 20, 0)))) {
			long first = watched.note(watched.pool.apply(LifeTasks::leak, 36).join());
			// A look in the middle of the leak finds too little, and the next is half a
			// minute later
			await().atMost(LONGEST.multipliedBy(2))
				.until(() -> watched.note(watched.pool.apply(LifeTasks::pid).join()) != first);
			assertThat(watched.pool.statistics().workersLost()).isZero();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void garbageIsNoReasonToReplaceAWorker() {
		try (Watched watched = new Watched(Watched.builder(1).recycle(new RecycleSettings(null, 24 << 20, 0)))) {
			long first = watched.note(watched.pool.apply(LifeTasks::pid).join());
			long before = watched.workers().get(0).memory();
			assertThat(watched.pool.apply(LifeTasks::waste, 40).join()).isEqualTo(first);
			assertThat(watched.workers().get(0).memory()).isGreaterThan(before + (24 << 20));
			// The collection that acquits it also gives the memory back.
			await().atMost(LONGEST).until(() -> watched.workers().get(0).memory() < before + (24 << 20));
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(first);
			assertThat(watched.workers()).hasSize(1);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aLimitThatEveryFreshWorkerExceedsIsGivenUp() {
		try (Watched watched = new Watched(
				Watched.builder(1).initializer(Growing.class).recycle(new RecycleSettings(null, 16 << 20, 0)))) {
			long first = watched.awaitReady(1).get(0).pid();
			await().atMost(LONGEST).until(() -> watched.workers().get(0).memory() > (70 << 20));
			await().during(Duration.ofSeconds(4))
				.atMost(LONGEST)
				.until(() -> watched.workers().size() == 1 && watched.workers().get(0).pid() == first);
			assertThat(watched.pool.statistics().workersStarted()).isOne();
		}
	}

	@Test
	@Tag("F2")
	void aStackOverflowReplacesTheWorkerAndNobodyElseFails() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long first = watched.note(watched.pool.apply(LifeTasks::pid).join());
			assertThat(causeOf(watched.pool.apply(LifeTasks::recurse, 0L))).isInstanceOf(StackOverflowError.class);
			await().atMost(LONGEST).until(() -> watched.note(watched.pool.apply(LifeTasks::pid).join()) != first);
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.statistics().failed()).isOne();
		}
	}

	@Test
	@Tag("F7")
	void aResultThatCannotBeReadReplacesTheWorker() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long first = watched.note(watched.pool.apply(LifeTasks::pid).join());
			assertDecodeFails(watched, CompromisedTasks::brittle);
			await().atMost(LONGEST).until(() -> watched.note(watched.pool.apply(LifeTasks::pid).join()) != first);
			assertThat(watched.pool.statistics().workersLost()).isZero();
		}
	}

	@Test
	@Tag("F6")
	void aResultOfAClassThatIsNotAllowedIsRefusedInTheWorkerAlready() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long first = watched.note(watched.pool.apply(LifeTasks::pid).join());
			assertThat(causeOf(watched.pool.apply(CompromisedTasks::gadget))).isInstanceOfSatisfying(
					TaskSerializationException.class, (ex) -> assertThat(ex.phase()).isEqualTo(Phase.RESULT_ENCODE));
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(first);
		}
	}

	@Test
	@Tag("F62")
	void aWorkerThatSendsWhatIsNotAllowedIsKilled() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			WorkerSnapshot first = watched.awaitReady(1).get(0);
			CompletableFuture<Long> neighbour = watched.pool.applyAsync(LifeTasks::pidAfterAsync, 20_000L);
			CompletableFuture<Object> gadget = watched.pool
				.applyAsync(() -> CompletableFuture.completedFuture(CompromisedTasks.gadgetAllowedHere()));
			assertThat(causeOf(gadget)).isInstanceOfSatisfying(TaskSerializationException.class,
					(ex) -> assertThat(ex.phase()).isEqualTo(Phase.RESULT_DECODE));
			assertThat(causeOf(neighbour)).isInstanceOf(WorkerProtocolException.class)
				.hasMessageContaining("a class that is not allowed");
			WorkerSnapshot second = watched.awaitReady(1).get(0);
			assertThat(second.pid()).isNotEqualTo(first.pid());
			assertThat(Watched.isAlive(first.pid())).isFalse();
		}
	}

	private static void assertDecodeFails(Watched watched, RemoteCallable<Object> body) {
		assertThat(causeOf(watched.pool.apply(body))).isInstanceOfSatisfying(TaskSerializationException.class,
				(ex) -> assertThat(ex.phase()).isEqualTo(Phase.RESULT_DECODE));
	}

	private static Throwable causeOf(CompletableFuture<?> task) {
		Throwable thrown = catchThrowable(task::join);
		assertThat(thrown).isInstanceOf(CompletionException.class);
		return thrown.getCause();
	}

	private static Map<Long, Integer> countByWorker(Watched watched, int count, boolean shared) {
		List<CompletableFuture<Long>> tasks = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			tasks.add(shared ? watched.pool.applyAsync(LifeTasks::pidAfterAsync, 20L)
					: watched.pool.apply(LifeTasks::pidAfter, 5L));
		}
		Map<Long, Integer> byWorker = new HashMap<>();
		tasks.forEach((task) -> byWorker.merge(watched.note(task.join()), 1, Integer::sum));
		await().atMost(LONGEST)
			.until(() -> watched.workers().stream().noneMatch((worker) -> worker.state() == WorkerState.DRAINING));
		return byWorker;
	}

	/** Needs much memory of its own, but only after it is ready. */
	static final class Growing implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			Thread thread = new Thread(() -> {
				try {
					Thread.sleep(300);
				}
				catch (InterruptedException ex) {
					return;
				}
				LifeTasks.leak(40);
			});
			thread.setDaemon(true);
			thread.start();
		}

	}

}
