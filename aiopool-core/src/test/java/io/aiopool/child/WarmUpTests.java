package io.aiopool.child;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.ElasticSettings;
import io.aiopool.JvmSettings;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerSettings;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.wire.ParentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a worker does while it waits for its first task.
 */
@Timeout(120)
class WarmUpTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@Test
	void aSpareHasWarmedUpWhenItTakesTheFirstTaskOfALostWorker() {
		try (ProcessPool pool = pool(1)) {
			List<WorkerSnapshot> workers = awaitWarm(pool, 2);
			long spare = workers.get(1).pid();
			ProcessHandle.of(workers.get(0).pid()).orElseThrow().destroyForcibly();
			await().atMost(LONGEST)
				.until(() -> pool.workers().stream().anyMatch((worker) -> worker.pid() == spare && worker.slot() == 0));
			assertThat(pool.apply(WarmUpTests::progress).join()).isEqualTo(spare + " DONE");
		}
	}

	@Test
	void aWarmUpIsNotCounted() {
		try (ProcessPool pool = pool(1)) {
			List<WorkerSnapshot> workers = awaitWarm(pool, 2);
			assertThat(workers).allMatch((worker) -> worker.completed() + worker.failed() == 0);
			assertThat(pool.statistics().completed() + pool.statistics().failed()).isZero();
			assertThat(pool.statistics().workersStarted()).isEqualTo(2);
			long first = workers.get(0).pid();
			// The only task that this worker may have
			assertThat(pool.apply(WarmUpTests::progress).join()).isEqualTo(first + " DONE");
		}
	}

	@Test
	void aTaskThatComesMeanwhileEndsThoughTheWarmUpHasNot() {
		try (ProcessPool pool = pool(0)) {
			for (int i = 0; i < 5; i++) {
				assertThat(pool.apply(WarmUpTests::progressAtLast)).succeedsWithin(LONGEST)
					.asString()
					.matches("\\d+ (DONE|LEFT_OUT)");
			}
		}
	}

	@Test
	void allKindsOfTasksAreRunAndAnswered() throws Exception {
		assertThat(new WarmUp(configure(), () -> true).practise()).isTrue();
	}

	@Test
	void theRestIsLeftOutWhenATaskComes() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		assertThat(new WarmUp(configure(), () -> asked.incrementAndGet() < 3).practise()).isFalse();
		assertThat(asked).hasValue(3);
	}

	@Test
	void nothingIsPreparedIfATaskHasCome() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		assertThat(new WarmUp(configure(), () -> asked.incrementAndGet() < 1).practise()).isFalse();
		assertThat(asked).hasValue(1);
	}

	private static ProcessPool pool(int spares) {
		return ProcessPool.builder()
			.name("warm")
			.processes(1)
			.maxTasksPerChild(1)
			.elastic(new ElasticSettings(null, Duration.ofSeconds(60), spares))
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(64 << 20))
			.build();
	}

	private static List<WorkerSnapshot> awaitWarm(ProcessPool pool, int count) {
		await().atMost(LONGEST)
			.until(() -> pool.workers().size() == count
					&& pool.workers().stream().allMatch((worker) -> worker.state() == WorkerState.READY));
		for (WorkerSnapshot worker : pool.workers()) {
			await().atMost(LONGEST)
				.untilAsserted(() -> assertThat(pool.threadDump(worker.pid())).succeedsWithin(LONGEST)
					.asString()
					.contains("aiopool-parent-watch")
					.doesNotContain("aiopool-warm-up"));
		}
		return pool.workers();
	}

	static String progress() {
		return ProcessHandle.current().pid() + " " + WarmUp.progress();
	}

	static String progressAtLast() throws InterruptedException {
		while (WarmUp.progress() == WarmUp.Progress.GOING_ON) {
			Thread.sleep(5);
		}
		return progress();
	}

	private static ParentMessage.Configure configure() {
		return new ParentMessage.Configure(0, 1, 1, 1, "none", 1 << 20, null, List.of(), Map.of(), null,
				WorkerSettings.PLATFORM, Set.of(), Set.of(), 0, 0, Map.of(), Map.of(), null);
	}

}
