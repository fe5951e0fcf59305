package io.aiopool;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the time of a task went, with one worker.
 */
@Timeout(120)
class TaskTimingsTests {

	private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	private static TrackedPool tracked;

	@BeforeAll
	static void open() {
		tracked = TrackedPool.open(ProcessPool.builder().name("timings").processes(1).killGrace(Duration.ZERO));
	}

	@AfterAll
	static void close() {
		tracked.close();
	}

	private static ProcessPool timed(TaskTimings timings) {
		return tracked.pool().with(TaskOptions.DEFAULTS.withTimings(timings));
	}

	private static void sleep(long millis) throws InterruptedException {
		Thread.sleep(millis);
	}

	@Test
	void whatATaskRanIsNotWhatItTook() {
		TaskTimings timings = new TaskTimings();
		long begin = System.nanoTime();
		timed(timings).apply(() -> {
			sleep(100);
			return null;
		}).join();
		long all = System.nanoTime() - begin;
		assertThat(timings.ran()).isBetween(100 * MILLI, all);
		assertThat(timings.waited()).isBetween(0L, all - timings.ran());
	}

	@Test
	void aTaskWaitsForTheOneBeforeIt() throws Exception {
		TaskTimings first = new TaskTimings();
		TaskTimings second = new TaskTimings();
		CompletableFuture<Object> running = timed(first).apply(() -> {
			sleep(200);
			return null;
		});
		CompletableFuture<Object> waiting = timed(second).apply(() -> {
			sleep(10);
			return null;
		});
		CompletableFuture.allOf(running, waiting).get(30, TimeUnit.SECONDS);
		assertThat(second.waited()).isGreaterThan(150 * MILLI);
		assertThat(second.ran()).isBetween(10 * MILLI, 150 * MILLI);
		assertThat(first.waited()).isLessThan(150 * MILLI);
	}

	@Test
	void timeInTheWorkerBehindTaskSentAheadIsWaiting() {
		// Measured tiny, so that many are sent ahead; their own time is nearly nothing.
		for (int i = 0; i < 200; i++) {
			tracked.pool().apply(() -> 1).join();
		}
		TaskTimings timings = new TaskTimings();
		long begin = System.nanoTime();
		CompletableFuture<?>[] tasks = new CompletableFuture<?>[2000];
		for (int i = 0; i < tasks.length; i++) {
			tasks[i] = timed(timings).apply(() -> 1);
		}
		CompletableFuture.allOf(tasks).join();
		assertThat(timings.waited() + timings.ran()).isLessThan(tasks.length * (System.nanoTime() - begin));
		assertThat(timings.waited()).isGreaterThan(timings.ran());
	}

	@Test
	void attemptsAddUp() {
		TaskTimings timings = new TaskTimings();
		TaskOptions options = TaskOptions.DEFAULTS.withTimings(timings)
			.withRetry(RetryPolicy.of(3, Duration.ofMillis(100)));
		tracked.pool().with(options).apply(() -> {
			sleep(50);
			if (TaskContext.current().attempt() < 3) {
				throw new IllegalStateException("again");
			}
			return null;
		}).join();
		assertThat(timings.ran()).isBetween(150 * MILLI, 600 * MILLI);
		assertThat(timings.waited()).isGreaterThan(100 * MILLI);
	}

	@Test
	void aTaskThatIsKilledRanUntilItsDeadline() throws Exception {
		TaskTimings timings = new TaskTimings();
		CompletableFuture<Object> task = tracked.pool()
			.with(TaskOptions.DEFAULTS.withTimings(timings).withTimeout(Duration.ofMillis(300)))
			.apply(() -> {
				while (true) {
					Thread.onSpinWait();
				}
			});
		try {
			task.get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(TaskTimeoutException.class);
		}
		assertThat(timings.waited() + timings.ran()).isGreaterThan(250 * MILLI);
		long ran = timings.ran();
		assertThat(tracked.pool().apply(() -> "next").join()).isEqualTo("next");
		assertThat(timings.ran()).as("what happens later does not count").isEqualTo(ran);
	}

	@Test
	void aTaskThatNeverRanOnlyWaited() {
		TaskTimings timings = new TaskTimings();
		CompletableFuture<Object> running = tracked.pool().apply(() -> {
			sleep(300);
			return null;
		});
		CompletableFuture<Object> task = tracked.pool()
			.with(TaskOptions.DEFAULTS.withTimings(timings).withTimeout(Duration.ofMillis(100)))
			.apply(() -> null);
		assertThat(task).failsWithin(Duration.ofSeconds(10));
		assertThat(timings.ran()).isZero();
		assertThat(timings.waited()).isGreaterThan(90 * MILLI);
		running.join();
	}

}
