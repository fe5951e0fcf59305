package io.aiopool.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aiopool.PoisonTaskException;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantineSettings;
import io.aiopool.QuarantinedTask;
import io.aiopool.RestartSettings;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.fault.FaultPools;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A task that keeps killing its workers is not run any more; nobody else is.
 */
class PoisonTests {

	private static final TaskOptions NAMED = TaskOptions.DEFAULTS;

	@Test
	void aTaskThatKeepsKillingWorkersIsRefusedUntilItIsReleased() {
		RestartSettings tolerant = new RestartSettings(Duration.ofMillis(1), Duration.ofMillis(1), 100,
				Duration.ofSeconds(10));
		try (Watched watched = new Watched(Watched.builder(2).restart(tolerant))) {
			watched.awaitReady(2);
			die(watched.pool, 7, 3);
			PoisonTaskException refused = FaultPools.failure(watched.pool.apply(LifeTasks::exit, 7),
					PoisonTaskException.class);
			assertThat(refused).hasMessageContaining("has killed 3 workers");
			assertThat(watched.pool.quarantine()).singleElement()
				.satisfies((entry) -> assertThat(entry.deaths()).isEqualTo(3))
				.extracting(QuarantinedTask::fingerprint)
				.isEqualTo(refused.fingerprint());
			assertThat(watched.pool.statistics().rejected()).isOne();
			// The same body with other arguments is another task.
			die(watched.pool, 8, 1);
			assertThat(watched.pool.release(refused.fingerprint())).isTrue();
			die(watched.pool, 7, 3);
			assertThat(watched.pool.releaseAll()).isOne();
			assertThat(watched.pool.quarantine()).isEmpty();
			watched.awaitReady(2);
		}
	}

	@Test
	void neighboursOfAPoisonTaskAreNotBlamed() {
		try (Watched watched = new Watched(
				Watched.builder(1).quarantine(new QuarantineSettings(2, Duration.ofMinutes(1))))) {
			watched.awaitReady(1);
			List<CompletableFuture<?>> lost = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				CompletableFuture<Long> neighbour = watched.pool.applyAsync(LifeTasks::pidAfterAsync, 1_500L);
				CompletableFuture<Object> poison = shared(watched.pool);
				assertThat(causeOf(poison)).isInstanceOf(WorkerLostException.class);
				lost.add(neighbour);
				neighbour.cancel(true);
				watched.awaitReady(1);
			}
			// Among others it was a suspect; since then it has run, and died, alone.
			FaultPools.failure(shared(watched.pool), PoisonTaskException.class);
			assertThat(watched.pool.quarantine()).hasSize(1);
			assertThat(watched.note(watched.pool.applyAsync(LifeTasks::pidAfterAsync, 1L).join())).isPositive();
			assertThat(lost).allMatch(CompletableFuture::isDone);
		}
	}

	@Test
	void aTaskThatIgnoresItsDeadlineAgainAndAgainIsPoison() {
		try (Watched watched = new Watched(Watched.builder(1)
			.killGrace(Duration.ofMillis(50))
			.quarantine(new QuarantineSettings(2, Duration.ofMinutes(1))))) {
			ProcessPool pool = watched.pool.with(NAMED.withTimeout(Duration.ofMillis(300)));
			for (int i = 0; i < 2; i++) {
				watched.awaitReady(1);
				long pid = watched.workers().get(0).pid();
				assertThat(causeOf(pool.apply(LifeTasks::spin))).isInstanceOf(TaskTimeoutException.class);
				org.awaitility.Awaitility.await().until(() -> !Watched.isAlive(pid));
			}
			watched.awaitReady(1);
			FaultPools.failure(pool.apply(LifeTasks::spin), PoisonTaskException.class);
		}
	}

	@Test
	void recyclingIsNoDeath() {
		try (Watched watched = new Watched(Watched.builder(1).maxTasksPerChild(1))) {
			for (int i = 0; i < 5; i++) {
				watched.note(watched.pool.apply(LifeTasks::pid).join());
			}
			assertThat(watched.pool.quarantine()).isEmpty();
		}
	}

	private static CompletableFuture<Object> shared(ProcessPool pool) {
		return pool.applyAsync(() -> CompletableFuture.completedFuture(LifeTasks.exit(9)));
	}

	private static void die(ProcessPool pool, int status, int times) {
		for (int i = 0; i < times; i++) {
			assertThat(causeOf(pool.apply(LifeTasks::exit, status))).isInstanceOf(WorkerLostException.class);
		}
	}

	private static Throwable causeOf(CompletableFuture<?> task) {
		Throwable thrown = catchThrowable(task::join);
		assertThat(thrown).isInstanceOf(CompletionException.class);
		return thrown.getCause();
	}

}
