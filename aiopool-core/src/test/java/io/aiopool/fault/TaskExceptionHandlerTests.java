package io.aiopool.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.aiopool.Invocation;
import io.aiopool.ProcessPool;
import io.aiopool.RetryPolicy;
import io.aiopool.TaskExceptionHandler;
import io.aiopool.TaskFailure;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.fault.MisbehavingValues.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The handler in the parent is told of every failed task, and harms none.
 */
class TaskExceptionHandlerTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	private final BlockingQueue<TaskFailure> told = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

	private ProcessPool open() {
		return open((failure) -> {
			this.threads.add(Thread.currentThread().getName());
			this.told.add(failure);
		});
	}

	private static ProcessPool open(TaskExceptionHandler handler) {
		return pools.open(FaultPools.small().taskExceptionHandler(handler));
	}

	@Test
	void seesWhatABodyHasThrownOnACallbackThread() throws Exception {
		ProcessPool pool = open();
		long pid = pools.pid(pool);
		CompletableFuture<Integer> failing = pool.with(TaskOptions.DEFAULTS.withName("sum"))
			.apply(TaskExceptionHandlerTests::refuse, 7);
		assertThat(FaultPools.failure(failing)).hasMessage("refused: 7");
		TaskFailure failure = next();
		assertThat(failure.failure()).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("refused: 7")
			.hasStackTraceContaining("refuse");
		assertThat(failure.pool()).isEqualTo("faults");
		assertThat(failure.name()).isEqualTo("sum");
		assertThat(failure.pid()).isEqualTo(pid);
		assertThat(failure.attempt()).isOne();
		assertThat(failure.elements()).isOne();
		assertThat(failure.elapsed()).isPositive();
		assertThat(failure.exit()).isNull();
		assertThat(failure.threadDump()).isNull();
		assertThat(this.threads.take()).startsWith("aiopool-faults-callback-");
	}

	@Test
	void seesTheEvidenceOfWhatNoHandlerInTheWorkerCanSee() throws Exception {
		ProcessPool pool = open();
		FaultPools.failure(pool.apply(MisbehavingTasks::exit, 9), WorkerLostException.class);
		TaskFailure lost = next();
		assertThat(lost.exit()).isNotNull();
		assertThat(lost.exit().status()).isEqualTo(9);
		assertThat(lost.pid()).isEqualTo(lost.exit().pid());
		pools.pid(pool);
		FaultPools.failure(pool.with(FaultPools.within(300)).apply(MisbehavingTasks::loop), TaskTimeoutException.class);
		assertThat(next().threadDump()).contains("MisbehavingTasks.loop");
		assertThat(this.told).isEmpty();
	}

	@Test
	void seesFailuresOfStreamsMapsAndResultsOnceEach() throws Exception {
		ProcessPool pool = open();
		Invocation items = new Invocation(Target.class, Target.class.getDeclaredMethod("items"), new Object[0]);
		FaultPools.failure(pool.stream(items, TaskOptions.DEFAULTS).collectList().toFuture());
		assertThat(next().failure()).hasMessage("after two");
		FaultPools.failure(pool.map(TaskExceptionHandlerTests::refuse, List.of(5)).toFuture());
		assertThat(next().failure()).hasMessage("refused: 5");
		FaultPools.failure(pool.apply(Unreadable::new), TaskSerializationException.class);
		assertThat(next().failure()).isInstanceOf(TaskSerializationException.class);
		assertThat(FaultPools.await(pool.apply(() -> "well"))).isEqualTo("well");
		assertThat(this.told).isEmpty();
	}

	@Test
	void seesTheLastAttemptAndNothingThatWasRefusedOrCancelled() throws Exception {
		ProcessPool pool = open();
		TaskOptions thrice = TaskOptions.DEFAULTS.withRetry(RetryPolicy.of(3, Duration.ofMillis(1)));
		FaultPools.failure(pool.with(thrice).apply(TaskExceptionHandlerTests::refuse, 1));
		assertThat(next().attempt()).isEqualTo(3);
		FaultPools.failure(pool.apply(Object::toString, Thread.currentThread()), TaskSerializationException.class);
		CompletableFuture<Boolean> cancelled = pool.apply(() -> {
			TimeUnit.MINUTES.sleep(1);
			return true;
		});
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		cancelled.cancel(true);
		FaultPools.failure(pool.apply(TaskExceptionHandlerTests::refuse, 2));
		assertThat(next().failure()).hasMessage("refused: 2");
		assertThat(this.told).isEmpty();
	}

	@Test
	void oneThatThrowsHarmsNeitherTheTaskNorTheNextFailure() throws Exception {
		ProcessPool pool = open((failure) -> {
			this.told.add(failure);
			throw new IllegalStateException("in the handler");
		});
		for (int i = 1; i <= 3; i++) {
			assertThat(FaultPools.failure(pool.apply(TaskExceptionHandlerTests::refuse, i))).hasMessage("refused: " + i)
				.hasNoSuppressedExceptions();
			assertThat(next().failure()).hasMessage("refused: " + i);
		}
	}

	@Test
	void oneThatBlocksHoldsNobodyUpAndMissesWhatIsTooMuch() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		ProcessPool pool = open((failure) -> {
			go.await();
			this.told.add(failure);
		});
		List<CompletableFuture<Integer>> failing = IntStream.range(0, 1500)
			.mapToObj((i) -> pool.apply(TaskExceptionHandlerTests::refuse, i))
			.toList();
		assertThat(failing)
			.allSatisfy((future) -> assertThat(FaultPools.failure(future)).hasMessageStartingWith("refused: "));
		go.countDown();
		for (int i = 0; i < 1024; i++) {
			assertThat(next().failure()).hasMessage("refused: " + i);
		}
		// One was being handled; the others beyond the limit were left out.
		FaultPools.failure(pool.apply(TaskExceptionHandlerTests::refuse, -1));
		assertThat(next().failure()).hasMessageMatching("refused: (1024|-1)");
		FaultPools.eventually(() -> this.told.size() <= 1);
	}

	private TaskFailure next() throws InterruptedException {
		TaskFailure next = this.told.poll(10, TimeUnit.SECONDS);
		assertThat(next).as("the handler is told").isNotNull();
		return next;
	}

	private static int refuse(int value) {
		throw new IllegalArgumentException("refused: " + value);
	}

	static final class Target {

		Flux<Integer> items() {
			return Flux.just(1, 2).concatWith(Flux.error(new IllegalStateException("after two")));
		}

	}

}
