package io.aiopool.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ElasticSettings;
import io.aiopool.Invocation;
import io.aiopool.OnFull;
import io.aiopool.PoolHealth;
import io.aiopool.PoolSaturatedException;
import io.aiopool.TaskOptions;
import io.aiopool.fault.FaultPools;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * The number of workers follows the load.
 */
class ElasticTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@Test
	void workersAboveTheMinimumComeWithTheLoadAndGoWithIt() {
		try (Watched watched = new Watched(
				Watched.builder(3).elastic(new ElasticSettings(1, Duration.ofSeconds(1), 0)))) {
			watched.awaitReady(1);
			submit(watched, 6, 400);
			watched.awaitReady(3);
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
			watched.awaitReady(1);
			assertThat(watched.pool.health()).isEqualTo(PoolHealth.UP);
			assertThat(watched.pool.statistics().workersLost()).isZero();
			assertThat(watched.pool.statistics().workersStarted()).isEqualTo(3);
			submit(watched, 6, 400);
			watched.awaitReady(3);
			assertThat(watched.pool.statistics().failed()).isZero();
		}
	}

	@Test
	void withoutMinimumTheFirstTaskStartsAWorker() {
		try (Watched watched = new Watched(
				Watched.builder(2).elastic(new ElasticSettings(0, Duration.ofMillis(500), 0)))) {
			watched.awaitReady(1);
			await().atMost(LONGEST).until(() -> watched.workers().isEmpty());
			long pid = watched.note(watched.pool.apply(LifeTasks::pid).join());
			assertThat(watched.awaitReady(1).get(0).pid()).isEqualTo(pid);
		}
	}

	@Test
	void aWorkerThatWorksNowAndThenStays() {
		try (Watched watched = new Watched(
				Watched.builder(1).elastic(new ElasticSettings(0, Duration.ofMillis(800), 0)))) {
			long first = watched.awaitReady(1).get(0).pid();
			await().during(Duration.ofSeconds(3))
				.atMost(LONGEST)
				.pollInterval(Duration.ofMillis(300))
				.until(() -> watched.pool.apply(LifeTasks::pid).join() == first);
			assertThat(watched.pool.statistics().workersStarted()).isOne();
		}
	}

	@Test
	void aWorkerIsNotStoppedWhileItsTaskRuns() {
		try (Watched watched = new Watched(
				Watched.builder(1).elastic(new ElasticSettings(0, Duration.ofMillis(200), 0)))) {
			long first = watched.awaitReady(1).get(0).pid();
			assertThat(watched.pool.apply(LifeTasks::pidAfter, 1500L).join()).isEqualTo(first);
		}
	}

	@Test
	void aPoolWithoutQueueStartsAWorkerForTheNextTask() {
		try (Watched watched = new Watched(
				Watched.builder(1).queueCapacity(0).elastic(new ElasticSettings(0, Duration.ofMillis(500), 0)))) {
			watched.awaitReady(1);
			await().atMost(LONGEST).until(() -> watched.workers().isEmpty());
			FaultPools.failure(watched.pool.apply(LifeTasks::pid), PoolSaturatedException.class);
			watched.awaitReady(1);
		}
	}

	@Test
	void whoeverWaitsForRoomInAPoolWithoutQueueHasAWorkerStarted() {
		try (Watched watched = new Watched(Watched.builder(1)
			.queueCapacity(0)
			.onFull(OnFull.WAIT)
			.elastic(new ElasticSettings(0, Duration.ofMillis(500), 0)))) {
			watched.awaitReady(1);
			await().atMost(LONGEST).until(() -> watched.workers().isEmpty());
			assertThat(CompletableFuture
				.supplyAsync(() -> watched.pool.map(LifeTasks::pidAfter, List.of(1L, 2L)).toList()))
				.succeedsWithin(LONGEST);
			await().atMost(LONGEST).until(() -> watched.workers().isEmpty());
			assertThat(CompletableFuture.supplyAsync(() -> call(watched, "ownPid"))).succeedsWithin(LONGEST);
		}
	}

	private static Object call(Watched watched, String method) {
		try {
			return watched.pool.call(
					new Invocation(Target.class, Target.class.getDeclaredMethod(method), new Object[0]),
					TaskOptions.DEFAULTS);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	static final class Target {

		long ownPid() {
			return ProcessHandle.current().pid();
		}

	}

	@Test
	void theMinimumIsAtMostTheNumberOfWorkers() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Watched.builder(2).elastic(new ElasticSettings(3, Duration.ofSeconds(1), 0)).settings())
			.withMessage("min-processes must be between 0 and processes, which is 2, but was 3");
		assertThatIllegalArgumentException().isThrownBy(() -> new ElasticSettings(-1, Duration.ofSeconds(1), 0))
			.withMessage("min-processes must be between 0 and 1024, but was -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new ElasticSettings(null, Duration.ZERO, 0))
			.withMessage("idle-timeout must be a duration of more than zero, but was PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> new ElasticSettings(null, Duration.ofSeconds(1), 65))
			.withMessage("spares must be between 0 and 64, but was 65");
	}

	private static void submit(Watched watched, int count, long millis) {
		List<CompletableFuture<Long>> tasks = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			tasks.add(watched.pool.apply(LifeTasks::pidAfter, millis));
		}
		tasks.forEach((task) -> watched.note(task.join()));
	}

}
