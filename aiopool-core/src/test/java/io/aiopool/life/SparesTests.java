package io.aiopool.life;

import java.time.Duration;
import java.util.List;

import io.aiopool.ElasticSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.PoolHealth;
import io.aiopool.WorkerSnapshot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A spare takes the place of a lost worker at once.
 */
class SparesTests {

	private static final int NO_SLOT = -1;

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@Test
	void aSpareTakesNoTasks() {
		try (Watched watched = new Watched(withSpares(1, 1))) {
			List<WorkerSnapshot> workers = watched.awaitReady(2);
			assertThat(workers).extracting(WorkerSnapshot::slot).containsExactly(0, NO_SLOT);
			assertThat(watched.pool.statistics().ready()).isOne();
			for (int i = 0; i < 20; i++) {
				assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(workers.get(0).pid());
			}
		}
	}

	@Test
	@Tag("F25")
	void aSpareReplacesALostWorkerAtOnce() {
		try (Watched watched = new Watched(withSpares(1, 1))) {
			for (int i = 0; i < 5; i++) {
				List<WorkerSnapshot> workers = watched.awaitReady(2);
				WorkerSnapshot lost = workers.get(0);
				WorkerSnapshot spare = workers.get(1);
				ProcessHandle.of(lost.pid()).orElseThrow().destroyForcibly();
				await().atMost(LONGEST)
					.until(() -> watched.pool.workers().stream().anyMatch((worker) -> isAt(worker, spare.pid(), 0)));
				assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(spare.pid());
			}
			watched.awaitReady(2);
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
		}
	}

	@Test
	void aSpareReplacesARecycledWorker() {
		try (Watched watched = new Watched(withSpares(1, 1).maxTasksPerChild(1))) {
			List<WorkerSnapshot> workers = watched.awaitReady(2);
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(workers.get(0).pid());
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(workers.get(1).pid());
			await().atMost(LONGEST).until(() -> watched.pool.statistics().workersStarted() >= 3);
			watched.awaitReady(2);
			assertThat(watched.pool.statistics().workersLost()).isZero();
		}
	}

	@Test
	void aLostSpareIsReplaced() {
		try (Watched watched = new Watched(withSpares(2, 1))) {
			WorkerSnapshot spare = watched.awaitReady(3).get(2);
			assertThat(spare.slot()).isEqualTo(NO_SLOT);
			ProcessHandle.of(spare.pid()).orElseThrow().destroyForcibly();
			await().atMost(LONGEST).until(() -> watched.pool.statistics().workersStarted() == 4);
			watched.awaitReady(3);
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
		}
	}

	private static boolean isAt(WorkerSnapshot worker, long pid, int slot) {
		return worker.pid() == pid && worker.slot() == slot;
	}

	private static PoolBuilder withSpares(int processes, int spares) {
		return Watched.builder(processes).elastic(new ElasticSettings(null, Duration.ofSeconds(60), spares));
	}

}
