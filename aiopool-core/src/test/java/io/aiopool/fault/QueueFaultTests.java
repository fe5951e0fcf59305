package io.aiopool.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.aiopool.Invocation;
import io.aiopool.OnFull;
import io.aiopool.PoolSaturatedException;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Too many tasks, too few, and callers that call back.
 */
@RunsAlone
class QueueFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	@Tag("F36")
	void successorIsReadyBeforeAWorkerWithManyTasksBehindItLeaves() throws Exception {
		String trace = file("lives");
		ProcessPool pool = pools
			.open(FaultPools.small().maxTasksPerChild(3).initializer(TracingInitializer.class, trace));
		List<CompletableFuture<Long>> futures = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			futures.add(pool.apply(() -> ProcessHandle.current().pid()));
		}
		List<Long> pids = futures.stream().map(FaultPools::await).toList();
		assertThat(pids).allMatch((pid) -> Collections.frequency(pids, pid) == 3);
		FaultPools.eventually(() -> Files.readAllLines(Path.of(trace)).contains("closed 3"));
		List<String> lives = Files.readAllLines(Path.of(trace));
		for (int i = 1; i <= 3; i++) {
			assertThat(lives.indexOf("initialized " + (i + 1))).isLessThan(lives.indexOf("closed " + i));
		}
		assertThat(pool.statistics().failed()).isZero();
		assertThat(pool.statistics().workersLost()).isZero();
	}

	@Test
	@Tag("F45")
	void fullQueueRejectsWithTheCountsAndNeverRunsHere() {
		ProcessPool pool = pools.open(FaultPools.small().queueCapacity(1));
		String gate = file("gate");
		CompletableFuture<String> running = occupy(pool, gate);
		CompletableFuture<Long> queued = pool.apply(() -> ProcessHandle.current().pid());
		assertThat(FaultPools.failure(pool.apply(() -> "rejected"), PoolSaturatedException.class))
			.hasMessageContaining("1 tasks pending")
			.hasMessageContaining("1 in flight")
			.hasMessageContaining("aiopool.queue-capacity is 1");
		assertThat(pool.statistics().rejected()).isEqualTo(1);
		MisbehavingTasks.note(gate, "open");
		assertThat(FaultPools.await(running)).isEqualTo("opened");
		assertThat(FaultPools.await(queued)).isNotEqualTo(ProcessHandle.current().pid());
	}

	@Test
	@Tag("F45")
	void blockingCallerMayWaitForRoomUpToItsDeadline() throws Throwable {
		ProcessPool pool = pools.open(FaultPools.small().start(StartMode.EAGER).queueCapacity(0).onFull(OnFull.WAIT));
		String gate = file("gate");
		CompletableFuture<String> running = occupy(pool, gate);
		Invocation call = new Invocation(Target.class, Target.class.getDeclaredMethod("answer"), new Object[0]);
		long began = System.nanoTime();
		assertThatExceptionOfType(PoolSaturatedException.class)
			.isThrownBy(() -> pool.call(call, FaultPools.within(200)))
			.withMessageContaining("0 tasks pending")
			.withMessageContaining("1 in flight");
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(200),
				Duration.ofMillis(200).plus(FaultPools.toldWithin()));
		FaultPools.failure(pool.apply(() -> "asynchronous callers are rejected"), PoolSaturatedException.class);
		CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> callQuietly(pool, call));
		assertThat(waiting).isNotDone();
		MisbehavingTasks.note(gate, "open");
		assertThat(FaultPools.await(running)).isEqualTo("opened");
		assertThat(FaultPools.await(waiting)).isEqualTo(42);
	}

	@Test
	@Tag("F45")
	void waitingArgumentsAreBoundedByTheirBytes() {
		ProcessPool pool = pools.open(FaultPools.small().maxQueuedBytes(100_000));
		String gate = file("gate");
		CompletableFuture<String> running = occupy(pool, gate);
		CompletableFuture<Integer> alone = pool.apply(QueueFaultTests::length, new byte[200_000]);
		assertThat(
				FaultPools.failure(pool.apply(QueueFaultTests::length, new byte[1000]), PoolSaturatedException.class))
			.hasMessageMatching(".* its arguments have 1\\d{3} bytes, those of waiting tasks 200\\d{3}"
					+ " \\(aiopool.max-queued-bytes is 100000\\), with 1 tasks pending, 1 in flight .*");
		MisbehavingTasks.note(gate, "open");
		assertThat(FaultPools.await(running)).isEqualTo("opened");
		assertThat(FaultPools.await(alone)).isEqualTo(200_000);
		assertThat(FaultPools.await(pool.apply(QueueFaultTests::length, new byte[1000]))).isEqualTo(1000);
	}

	@Test
	@Tag("F45")
	void aMapWaitsForRoomUnderEveryLimit() {
		ProcessPool pool = pools.open(FaultPools.small().queueCapacity(3).maxQueuedBytes(2000).maxInFlightPerMethod(2));
		List<byte[]> input = IntStream.range(0, 40).mapToObj((i) -> new byte[1500 + i]).toList();
		assertThat(pool.map(QueueFaultTests::length, input).toList())
			.isEqualTo(input.stream().map((element) -> element.length).toList());
	}

	@Test
	@Tag("F67")
	void aCallerThatFloodsIsCappedAndKeepsNobodyElseWaiting() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().processes(2).maxInFlightPerMethod(8));
		pools.pid(pool);
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Integer> flood = CompletableFuture.supplyAsync(() -> flood(pool, over));
		try {
			FaultPools.eventually(() -> pool.statistics().rejected() > 0);
			List<Duration> waits = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				long began = System.nanoTime();
				assertThat(FaultPools.await(pool.apply(QueueFaultTests::length, new byte[i]))).isEqualTo(i);
				waits.add(Duration.ofNanos(System.nanoTime() - began));
			}
			Collections.sort(waits);
			// Eight of theirs of 5 ms, on two workers, and much patience with the
			// machine.
			assertThat(waits.get(98)).as("p99 of %s", waits).isLessThan(Duration.ofMillis(500));
		}
		finally {
			over.set(true);
		}
		assertThat(FaultPools.await(flood)).as("accepted").isPositive();
		FaultPools.eventually(() -> pool.statistics().inFlight() + pool.statistics().pending() == 0);
		assertThat(FaultPools.await(pool.apply(QueueFaultTests::slow))).as("it may again").isEqualTo(5);
	}

	private static int flood(ProcessPool pool, AtomicBoolean over) {
		int accepted = 0;
		while (!over.get()) {
			CompletableFuture<Integer> future = pool.apply(QueueFaultTests::slow);
			if (future.isCompletedExceptionally()) {
				assertThat(FaultPools.failure(future, PoolSaturatedException.class))
					.hasMessageContaining("8 of its kind are in the pool")
					.hasMessageContaining("aiopool.max-in-flight-per-method is 8");
			}
			else {
				accepted++;
			}
			LockSupport.parkNanos(50_000);
		}
		return accepted;
	}

	private static int slow() throws InterruptedException {
		Thread.sleep(5);
		return 5;
	}

	private static int length(byte[] bytes) {
		return bytes.length;
	}

	@Test
	@Tag("F46")
	void callbackMaySubmitBlockAndThrow() throws Exception {
		ProcessPool pool = pools.shared();
		CompletableFuture<String> submitting = pool.apply(() -> "outer")
			.thenCompose((outer) -> pool.apply((String value) -> value + " inner", outer));
		CompletableFuture<String> joining = pool.apply(() -> "outer")
			.thenApply((outer) -> pool.apply((String value) -> value + " joined", outer).join());
		CompletableFuture<Object> throwing = pool.apply(() -> "outer").thenApply((outer) -> {
			throw new IllegalStateException("in a callback");
		});
		assertThat(FaultPools.await(submitting)).isEqualTo("outer inner");
		assertThat(FaultPools.await(joining)).isEqualTo("outer joined");
		assertThat(FaultPools.failure(throwing)).hasMessageContaining("in a callback");
		assertThat(pools.pid(pool)).isPositive();
	}

	@Test
	void callbackOfALostTaskMaySubmitAgain() {
		ProcessPool pool = pools.open(FaultPools.small().processes(2));
		List<CompletableFuture<String>> again = IntStream.range(0, 4)
			.mapToObj((i) -> pool.apply(MisbehavingTasks::exit, 10 + i)
				.handle((never, lost) -> pool.apply((String value) -> value + " again", lost.getClass().getSimpleName())
					.join()))
			.toList();
		assertThat(again)
			.allSatisfy((future) -> assertThat(FaultPools.await(future)).isEqualTo("WorkerLostException again"));
	}

	@Test
	@Tag("F46")
	void blockedCallbacksKeepNoOtherTaskFromItsEnd() {
		ProcessPool pool = pools.shared();
		CountDownLatch latch = new CountDownLatch(1);
		// A callback of a task that has ended would block the thread that adds it
		String gate = file("gate");
		List<CompletableFuture<Object>> blocked = IntStream.range(0, 100)
			.mapToObj((i) -> pool.apply(() -> StuckTaskFaultTests.awaitFile(gate)).<Object>thenApply((value) -> {
				try {
					latch.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return "released";
			}))
			.toList();
		MisbehavingTasks.note(gate, "open");
		try {
			CompletableFuture<String> other = pool.apply(() -> "other");
			FaultPools.eventually(other::isDone);
			assertThat(FaultPools.await(pool.apply(() -> "waited for"))).isEqualTo("waited for");
		}
		finally {
			latch.countDown();
		}
		assertThat(blocked).allMatch((future) -> "released".equals(FaultPools.await(future)));
	}

	private CompletableFuture<String> occupy(ProcessPool pool, String gate) {
		pools.pid(pool);
		CompletableFuture<String> running = pool.apply(() -> StuckTaskFaultTests.awaitFile(gate));
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		return running;
	}

	private static Object callQuietly(ProcessPool pool, Invocation call) {
		try {
			return pool.call(call, TaskOptions.DEFAULTS);
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private String file(String name) {
		return this.directory.resolve(name).toString();
	}

	static final class Target {

		int answer() {
			return 42;
		}

	}

	static final class TracingInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			String trace = context.args().get(0);
			MisbehavingTasks.note(trace, "initialized " + context.generation());
			context.onClose(() -> MisbehavingTasks.note(trace, "closed " + context.generation()));
		}

	}

}
