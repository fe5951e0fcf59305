package io.aiopool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What users of a process pool for coroutines are used to, against real workers.
 */
class ProcessPoolTests {

	private static final List<Integer> NUMBERS = IntStream.range(0, 20).boxed().toList();

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@Test
	void applyRunsPlainAndAsynchronousBodiesInAnotherProcess() {
		ProcessPool pool = open();
		assertThat(FaultPools.await(pool.apply(() -> ProcessHandle.current().pid())))
			.isNotEqualTo(ProcessHandle.current().pid());
		assertThat(FaultPools.await(pool.apply(ProcessPoolTests::twice, 21))).isEqualTo(42);
		Integer larger = FaultPools
			.await(pool.apply((Integer first, Integer second) -> Math.max(first, second), 1, 42));
		assertThat(larger).isEqualTo(42);
		assertThat(FaultPools.await(pool.applyAsync(ProcessPoolTests::twiceLater, 21))).isEqualTo(42);
		assertThat(
				FaultPools.await(pool.applyAsync((Integer first, Integer second) -> twiceLater(first + second), 1, 20)))
			.isEqualTo(42);
	}

	@Test
	void mapKeepsTheOrderOfItsInputAsListStreamAndFuture() {
		ProcessPool pool = open();
		List<Integer> expected = NUMBERS.stream().map((number) -> number * 2).toList();
		assertThat(pool.map(ProcessPoolTests::twice, NUMBERS).toList()).isEqualTo(expected);
		assertThat(pool.map(ProcessPoolTests::twice, NUMBERS).stream().toList()).isEqualTo(expected);
		assertThat(FaultPools.await(pool.mapAsync(ProcessPoolTests::twiceLater, NUMBERS).toFuture()))
			.isEqualTo(expected);
		assertThat(pool.mapAsync(ProcessPoolTests::twiceLater, NUMBERS).unordered().toList())
			.containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void mapTakesPairsInPlaceOfStarmap() {
		List<int[]> pairs = NUMBERS.stream().map((number) -> new int[] { number, 100 }).toList();
		assertThat(open().map((int[] pair) -> Math.addExact(pair[0], pair[1]), pairs).toList())
			.isEqualTo(NUMBERS.stream().map((number) -> number + 100).toList());
	}

	@Test
	void asynchronousBodiesOfOneWorkerRunAtTheSameTime() {
		ProcessPool pool = open(FaultPools.small().processes(1).childConcurrency(16));
		FaultPools.await(pool.apply(() -> "started"));
		long began = System.nanoTime();
		List<Integer> results = pool.mapAsync(ProcessPoolTests::slowly, NUMBERS.subList(0, 16)).toList();
		assertThat(results).hasSize(16);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(16 * 300 / 4));
	}

	@Test
	void exceptionsHaveTheirTypeAndTheTraceOfTheOtherSide() {
		ProcessPool pool = open();
		IllegalArgumentException failure = FaultPools.failure(pool.apply(ProcessPoolTests::refuse, 7),
				IllegalArgumentException.class);
		assertThat(failure).hasMessage("refused: 7");
		assertThat(failure.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("refuse"));
		assertThat(FaultPools.await(pool.apply(ProcessPoolTests::twice, 21))).isEqualTo(42);
	}

	@Test
	void firstFailureEndsAMap() {
		ProcessPool pool = open();
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> pool.map(ProcessPoolTests::refuse, NUMBERS).toList())
			.withMessageStartingWith("refused: ");
		assertThat(FaultPools.failure(pool.mapAsync(ProcessPoolTests::refuse, NUMBERS).toFuture()))
			.hasMessageStartingWith("refused: ");
	}

	@Test
	void exceptionHandlerSeesTheRealExceptionAndMayThrow() {
		ProcessPool pool = open(FaultPools.small().exceptionHandler(ThrowingHandler.class));
		IllegalArgumentException failure = FaultPools.failure(pool.apply(ProcessPoolTests::refuse, 7),
				IllegalArgumentException.class);
		assertThat(failure.getSuppressed()).hasSize(1);
		assertThat(failure.getSuppressed()[0]).hasMessage("handled IllegalArgumentException");
	}

	@Test
	void initializerRunsOncePerWorkerAndAgainInItsReplacement() {
		ProcessPool pool = open(
				FaultPools.small().maxTasksPerChild(2).initializer(CountingInitializer.class, "a", "b"));
		List<String> seen = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			seen.add(FaultPools.await(pool.apply(() -> System.getProperty("initialized"))));
		}
		assertThat(seen).containsExactly("[a, b] 1", "[a, b] 1", "[a, b] 2", "[a, b] 2");
	}

	@Test
	void workersAreReplacedAfterTheirTasks() {
		ProcessPool pool = open(FaultPools.small().processes(2).maxTasksPerChild(2));
		List<Long> pids = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			pids.add(FaultPools.await(pool.apply(() -> ProcessHandle.current().pid())));
		}
		Set<Long> different = new HashSet<>(pids);
		assertThat(different).hasSizeGreaterThanOrEqualTo(6).allMatch((pid) -> Collections.frequency(pids, pid) <= 2);
	}

	@Test
	@Tag("F40")
	void closedPoolTakesNothingAndDrains() throws Exception {
		ProcessPool pool = open();
		FaultPools.await(pool.apply(() -> "started"));
		CompletableFuture<Integer> running = pool.applyAsync(ProcessPoolTests::slowly, 21);
		pool.close();
		assertThat(FaultPools.await(running)).isEqualTo(42);
		assertThat(FaultPools.failure(pool.apply(() -> "refused"), PoolClosedException.class))
			.hasMessageContaining("pool is closed");
		assertThatExceptionOfType(PoolClosedException.class)
			.isThrownBy(() -> pool.map(ProcessPoolTests::twice, NUMBERS).toList());
		assertThat(pool.join(Duration.ZERO)).isTrue();
	}

	@Test
	@Tag("F40")
	void closingKillsWhatRunsLongerThanTheDrainTimeout() {
		ProcessPool pool = open(FaultPools.small().processes(1).drainTimeout(Duration.ofMillis(300)));
		CompletableFuture<Boolean> running = pool.apply(() -> {
			TimeUnit.MINUTES.sleep(1);
			return true;
		});
		CompletableFuture<String> queued = pool.apply(() -> "never");
		Awaitility.await().until(() -> pool.statistics().inFlight() == 1);
		long began = System.nanoTime();
		pool.close();
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(300),
				Duration.ofSeconds(3));
		FaultPools.failure(running, PoolClosedException.class);
		FaultPools.failure(queued, PoolClosedException.class);
		assertThat(pool.workers()).isEmpty();
	}

	@Test
	void joinOfAnOpenPoolIsRefused() {
		ProcessPool pool = open();
		assertThatIllegalStateException().isThrownBy(() -> pool.join(Duration.ofSeconds(1)))
			.withMessageContaining("pool is still open");
	}

	@Test
	@Tag("F40")
	void terminatedPoolFailsWhatItHad() throws Exception {
		ProcessPool pool = open(FaultPools.small().processes(1));
		CompletableFuture<Boolean> running = pool.apply(() -> {
			TimeUnit.MINUTES.sleep(1);
			return true;
		});
		CompletableFuture<String> queued = pool.apply(() -> "never");
		Awaitility.await().until(() -> pool.statistics().inFlight() == 1);
		pool.terminate();
		FaultPools.failure(running, PoolClosedException.class);
		FaultPools.failure(queued, PoolClosedException.class);
		assertThat(pool.join(Duration.ofSeconds(5))).isTrue();
		assertThat(pool.workers()).isEmpty();
	}

	private static ProcessPool open() {
		return open(FaultPools.small().processes(2));
	}

	private static ProcessPool open(PoolBuilder builder) {
		return pools.open(builder);
	}

	private static int twice(int number) {
		return number * 2;
	}

	private static CompletableFuture<Integer> twiceLater(int number) {
		return CompletableFuture.supplyAsync(() -> number * 2);
	}

	private static CompletableFuture<Integer> slowly(int number) {
		return CompletableFuture.supplyAsync(() -> number * 2,
				CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
	}

	private static CompletableFuture<Integer> refuse(int number) {
		throw new IllegalArgumentException("refused: " + number);
	}

	static final class CountingInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			if (System.getProperty("initialized") != null) {
				throw new IllegalStateException("initialized twice");
			}
			System.setProperty("initialized", context.args() + " " + context.generation());
		}

	}

	static final class ThrowingHandler implements WorkerExceptionHandler {

		@Override
		public void handle(Throwable failure) {
			throw new IllegalStateException("handled " + failure.getClass().getSimpleName());
		}

	}

}
