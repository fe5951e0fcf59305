package io.aiopool;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class RetryTests {

	/** In the worker, of which there is one. */
	private static final AtomicInteger runs = new AtomicInteger();

	private static ProcessPool pool;

	@BeforeAll
	static void open() {
		pool = ProcessPool.builder().name("retry").processes(1).jvm(JvmSettings.DEFAULTS.withMaxHeap(64 << 20)).build();
	}

	@AfterAll
	static void close() {
		List<Long> pids = pool.workers().stream().map(WorkerSnapshot::pid).toList();
		pool.close();
		assertThat(pids).noneMatch((pid) -> ProcessHandle.of(pid).isPresent());
	}

	@Test
	void aTaskIsTriedAgainUntilItSucceeds() {
		long retriedBefore = pool.statistics().retried();
		assertThat(tried(3).apply(() -> failUntilAttempt(3)).join()).isEqualTo(3);
		assertThat(pool.statistics().retried() - retriedBefore).isEqualTo(2);
	}

	@Test
	void anAsynchronousTaskIsTriedAgainToo() {
		assertThat(tried(2).applyAsync(() -> CompletableFuture.completedFuture(failUntilAttempt(2))).join())
			.isEqualTo(2);
	}

	@Test
	void theLastFailureIsTold() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> tried(3).apply(() -> failUntilAttempt(99)).join())
			.withCauseInstanceOf(IOException.class)
			.withStackTraceContaining("attempt 3");
	}

	@Test
	void whatIsNotToBeRetriedIsNot() {
		RetryPolicy policy = new RetryPolicy(5, Duration.ZERO, 1, Duration.ZERO, List.of(IllegalStateException.class),
				List.of());
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(
					() -> pool.with(TaskOptions.DEFAULTS.withRetry(policy)).apply(() -> failUntilAttempt(99)).join())
			.withStackTraceContaining("attempt 1");
	}

	@Test
	void noAttemptIsMadePastTheDeadline() {
		TaskOptions options = TaskOptions.DEFAULTS.withTimeout(Duration.ofSeconds(20))
			.withRetry(new RetryPolicy(5, Duration.ofMinutes(1), 1, Duration.ofMinutes(1), List.of(), List.of()));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> pool.with(options).apply(() -> failUntilAttempt(99)).join())
			.withCauseInstanceOf(IOException.class)
			.withStackTraceContaining("attempt 1");
	}

	@Test
	void aLostWorkerIsNoFailureThatIsRetried() {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> tried(3).apply(() -> {
			Runtime.getRuntime().halt(runs.incrementAndGet());
			return 0;
		}).join()).withCauseInstanceOf(WorkerLostException.class);
	}

	@Test
	@Timeout(60)
	void aTaskBetweenTwoAttemptsIsToldThatThePoolWasClosed() {
		ProcessPool closing = ProcessPool.builder()
			.name("closing")
			.processes(1)
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(64 << 20))
			.build();
		CompletableFuture<Integer> waiting = closing
			.with(TaskOptions.DEFAULTS.withRetry(RetryPolicy.of(2, Duration.ofSeconds(30))))
			.apply(() -> failUntilAttempt(2));
		await().until(() -> closing.workers().get(0).failed() == 1);
		closing.close();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(waiting::join)
			.withCauseInstanceOf(PoolClosedException.class);
		PoolStatistics statistics = closing.statistics();
		assertThat(statistics.submitted()).isEqualTo(1);
		assertThat(statistics.failed()).isEqualTo(1);
	}

	private static ProcessPool tried(int attempts) {
		return pool.with(TaskOptions.DEFAULTS.withRetry(RetryPolicy.of(attempts, Duration.ofMillis(1))));
	}

	private static int failUntilAttempt(int attempt) throws IOException {
		int current = TaskContext.current().attempt();
		if (current < attempt) {
			throw new IOException("attempt " + current);
		}
		return current;
	}

}
