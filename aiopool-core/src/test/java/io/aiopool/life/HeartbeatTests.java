package io.aiopool.life;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aiopool.HeartbeatSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.fault.RunsAlone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * A worker that is stopped is found out though nobody talks to it.
 */
@DisabledOnOs(OS.WINDOWS)
@RunsAlone
class HeartbeatTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final HeartbeatSettings QUICK = new HeartbeatSettings(Duration.ofMillis(100),
			Duration.ofMillis(800));

	@Test
	@Tag("F27")
	void anIdleWorkerThatIsStoppedIsReplaced() throws Exception {
		try (Watched watched = new Watched(quick(2))) {
			WorkerSnapshot stopped = watched.awaitReady(2).get(0);
			signal("STOP", stopped.pid());
			await().atMost(LONGEST).until(() -> !Watched.isAlive(stopped.pid()));
			assertThat(watched.awaitReady(2)).noneMatch((worker) -> worker.pid() == stopped.pid());
			assertThat(watched.workers().get(0).lastExit().cause()).contains("no sign of life");
			assertThat(watched.pool.statistics().failed()).isZero();
		}
	}

	@Test
	@Tag("F27")
	void theTaskOfAWorkerThatIsStoppedFailsWithoutADeadline() throws Exception {
		try (Watched watched = new Watched(quick(1))) {
			WorkerSnapshot stopped = watched.awaitReady(1).get(0);
			CompletableFuture<Long> task = watched.pool.apply(LifeTasks::pidAfter, 20_000L);
			await().until(() -> watched.pool.statistics().inFlight() == 1);
			signal("STOP", stopped.pid());
			Throwable thrown = catchThrowable(task::join);
			assertThat(thrown).isInstanceOf(CompletionException.class);
			assertThat(thrown.getCause()).isInstanceOf(WorkerLostException.class)
				.hasMessageContaining("no sign of life");
			watched.awaitReady(1);
		}
	}

	@Test
	@Tag("F51")
	void aWorkerThatIsBusyOrStoppedForAMomentStays() throws Exception {
		try (Watched watched = new Watched(quick(1))) {
			long pid = watched.awaitReady(1).get(0).pid();
			signal("STOP", pid);
			await().pollDelay(Duration.ofMillis(400)).until(() -> true);
			signal("CONT", pid);
			assertThat(watched.pool.apply(LifeTasks::busy, 3_000L).join()).isEqualTo(pid);
		}
	}

	@Test
	void withoutHeartbeatNobodyIsKilled() throws Exception {
		try (Watched watched = new Watched(
				Watched.builder(1).heartbeat(new HeartbeatSettings(Duration.ZERO, Duration.ofMillis(300))))) {
			long pid = watched.awaitReady(1).get(0).pid();
			signal("STOP", pid);
			await().pollDelay(Duration.ofMillis(1500)).until(() -> Watched.isAlive(pid));
			signal("CONT", pid);
			assertThat(watched.pool.apply(LifeTasks::pid).join()).isEqualTo(pid);
		}
	}

	private static PoolBuilder quick(int processes) {
		return Watched.builder(processes).heartbeat(QUICK);
	}

	private static void signal(String name, long pid) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor()).isZero();
	}

}
