package io.aiopool.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.aiopool.PoolClosedException;
import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * The number of workers changes while the pool works.
 */
class ResizeTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void aPoolThatGrowsServesWhileNewWorkersStart() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			watched.pool.resize(3);
			assertThat(watched.pool.statistics().processes()).isEqualTo(3);
			watched.note(watched.pool.apply(LifeTasks::pid).join());
			watched.awaitReady(3);
			assertThat(watched.workers()).extracting(WorkerSnapshot::slot).containsExactly(0, 1, 2);
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
			assertThat(pidsOf(watched, 3)).hasSize(3);
		}
	}

	@Test
	void aPoolThatShrinksLetsSurplusWorkersFinish() throws Exception {
		String go = this.directory.resolve("go").toString();
		try (Watched watched = new Watched(Watched.builder(3))) {
			watched.awaitReady(3);
			List<CompletableFuture<Long>> running = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				running.add(watched.pool.apply(LifeTasks::pidOnce, go));
			}
			watched.pool.resize(1);
			await().atMost(LONGEST).until(() -> count(watched, WorkerState.DRAINING) == 2);
			CompletableFuture<Long> later = watched.pool.apply(LifeTasks::pid);
			Files.createFile(Path.of(go));
			assertThat(running).allSatisfy((task) -> assertThat(task).succeedsWithin(LONGEST));
			WorkerSnapshot left = watched.awaitReady(1).get(0);
			assertThat(left.slot()).isZero();
			assertThat(later.join()).isEqualTo(left.pid());
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
		}
	}

	@Test
	void aPoolCanShrinkAndGrowAgainWhileItWorks() {
		try (Watched watched = new Watched(Watched.builder(2))) {
			List<CompletableFuture<Long>> tasks = new ArrayList<>();
			for (int round = 0; round < 6; round++) {
				watched.pool.resize(1 + round % 3);
				for (int i = 0; i < 50; i++) {
					tasks.add(watched.pool.apply(LifeTasks::pidAfter, 2L));
				}
				watched.workers();
			}
			assertThat(tasks).allSatisfy((task) -> assertThat(task).succeedsWithin(LONGEST));
			watched.awaitReady(3);
			assertThat(watched.pool.statistics().workersLost()).isZero();
		}
	}

	@Test
	void aLazyPoolRemembersItsNewSize() {
		try (Watched watched = new Watched(Watched.builder(1).start(StartMode.LAZY))) {
			watched.pool.resize(2);
			assertThat(watched.workers()).isEmpty();
			watched.note(watched.pool.apply(LifeTasks::pid).join());
			watched.awaitReady(2);
		}
	}

	@Test
	void aSizeOutOfRangeIsRefused() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			for (int size : new int[] { 0, -1, 1025 }) {
				assertThatIllegalArgumentException().isThrownBy(() -> watched.pool.resize(size))
					.withMessage("processes must be between 1 and 1024, but was " + size);
			}
			watched.awaitReady(1);
		}
	}

	@Test
	void aClosedPoolIsNotResized() {
		ProcessPool pool = Watched.builder(1).start(StartMode.LAZY).build();
		pool.close();
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.resize(2));
	}

	private static long count(Watched watched, WorkerState state) {
		return watched.workers().stream().filter((worker) -> worker.state() == state).count();
	}

	/** As many tasks at the same time as there are workers see each of them. */
	private static Set<Long> pidsOf(Watched watched, int count) {
		List<CompletableFuture<Long>> tasks = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			tasks.add(watched.pool.apply(LifeTasks::pidAfter, 200L));
		}
		Set<Long> pids = new HashSet<>();
		tasks.forEach((task) -> pids.add(task.join()));
		return pids;
	}

}
