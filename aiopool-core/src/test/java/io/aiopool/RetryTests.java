package io.aiopool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class RetryTests {

	/** In the worker, of which there is one. */
	private static final AtomicInteger runs = new AtomicInteger();

	/** In the worker, too. */
	private static final List<Long> TIMES = new CopyOnWriteArrayList<>();

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
	void whoeverWaitsInACallIsTriedAgainForToo() throws Throwable {
		assertThat(pool.call(invocation("until"), TaskOptions.DEFAULTS.withRetry(policy(3)))).isEqualTo(3);
	}

	@Test
	void elementsOfAMapAreTriedAgainEachForItself() {
		assertThat(tried(2).map((Integer element) -> failUntilAttempt(1 + element % 2), List.of(0, 1, 2, 3)).toList())
			.containsExactly(1, 2, 1, 2);
		assertThat(tried(2).starmap((Integer first, Integer second) -> failUntilAttempt(first), Map.of(2, 0).entrySet())
			.toList()).containsExactly(2);
	}

	@Test
	void aStreamIsTriedAgainUntilItHasAnItemAndNotAfter() {
		TaskOptions thrice = TaskOptions.DEFAULTS.withRetry(policy(3));
		StepVerifier.create(pool.stream(invocation("itemsFromAttemptThree"), thrice)).expectNext(3).verifyComplete();
		StepVerifier.create(pool.stream(invocation("itemAndFailure"), thrice))
			.expectNext(1)
			.verifyErrorMessage("after the item of attempt 1");
	}

	@Test
	void attemptsAreAsFarApartAsTheBackOffSays() {
		RetryPolicy growing = new RetryPolicy(3, Duration.ofMillis(100), 2, Duration.ofMillis(150), List.of(),
				List.of());
		List<Long> times = pool.with(TaskOptions.DEFAULTS.withRetry(growing)).apply(RetryTests::timesOfAttempts).join();
		assertThat(times).hasSize(3);
		assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(100);
		assertThat(times.get(2) - times.get(1)).as("200 ms, but 150 at most").isBetween(150L, 5_000L);
	}

	private static List<Long> timesOfAttempts() throws IOException {
		TIMES.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
		failUntilAttempt(3);
		return List.copyOf(TIMES);
	}

	private static RetryPolicy policy(int attempts) {
		return RetryPolicy.of(attempts, Duration.ofMillis(1));
	}

	private static Invocation invocation(String method) {
		try {
			return new Invocation(Target.class, Target.class.getDeclaredMethod(method), new Object[0]);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static final class Target {

		int until() throws IOException {
			return failUntilAttempt(3);
		}

		Flux<Integer> itemsFromAttemptThree() {
			return Flux.defer(() -> {
				try {
					return Flux.just(failUntilAttempt(3));
				}
				catch (IOException ex) {
					return Flux.error(ex);
				}
			});
		}

		Flux<Integer> itemAndFailure() {
			int attempt = TaskContext.current().attempt();
			return Flux.just(1)
				.concatWith(Flux.error(new IllegalStateException("after the item of attempt " + attempt)));
		}

	}

	@Test
	void theLastFailureIsTold() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> tried(3).apply(() -> failUntilAttempt(99)).join())
			.withCauseInstanceOf(IOException.class)
			.withStackTraceContaining("attempt 3");
	}

	@Test
	void aTimeoutBetweenTwoAttemptsDoesNotSayThatTheTaskHasNotRun(@TempDir Path directory) throws IOException {
		Path hold = directory.resolve("hold");
		CompletableFuture<Integer> twice = pool
			.with(TaskOptions.DEFAULTS.withRetry(RetryPolicy.of(2, Duration.ofMillis(100)))
				.withTimeout(Duration.ofMillis(700)))
			.apply(() -> failUntilAttempt(2));
		CompletableFuture<Long> holds = pool.apply(Held::until, hold.toString());
		assertThat(twice).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(TaskTimeoutException.class)
			.withMessageContaining("an earlier attempt may have begun, and it was waiting for another one");
		Held.release(hold);
		assertThat(holds.join()).isPositive();
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
