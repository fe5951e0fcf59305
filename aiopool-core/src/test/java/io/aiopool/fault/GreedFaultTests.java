package io.aiopool.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aiopool.Invocation;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteFunction;
import io.aiopool.SharedQueue;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerProtocolException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Children that speak the protocol, but ask for more than this process can remember.
 */
class GreedFaultTests {

	private static final RemoteFunction<SharedQueue<byte[]>, String> USE_QUEUE = (queue) -> "never run";

	private static final RemoteFunction<Flux<String>, String> USE_STREAM = (stream) -> "never run";

	private static final int MAX_PAYLOAD = 1 << 20;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	void whoAsksWithoutReadingTheAnswersIsKilled() {
		ProcessPool pool = open("asks-without-reading");
		long before = HabitFaultTests.usedHeap();
		WorkerProtocolException failure = FaultPools.failure(pool.apply(() -> "not answered"),
				WorkerProtocolException.class);
		assertThat(failure).hasMessageContaining("goes on asking");
		assertThat(HabitFaultTests.usedHeap() - before).isLessThan(32 << 20);
		verifyHealed(pool);
	}

	@Test
	@Tag("F58")
	void aSecondRequestWithANumberThatIsTakenKillsItsWorkerOnly() {
		ProcessPool pool = open("second-request");
		SharedQueue<byte[]> queue = pool.queue(2);
		WorkerProtocolException failure = FaultPools.failure(pool.apply(USE_QUEUE, queue),
				WorkerProtocolException.class);
		assertThat(failure).hasMessageContaining("a second request with the number 1");
		assertThat(queue.offer(new byte[1])).as("the queue is unharmed").isTrue();
		assertThat(queue.poll()).as("what the worker waited for").isPresent();
		verifyHealed(pool);
	}

	@Test
	@Tag("F58")
	void aSecondSubscriptionWithANumberThatIsTakenKillsItsWorkerOnly() {
		ProcessPool pool = open("second-subscription");
		WorkerProtocolException failure = FaultPools.failure(pool.apply(USE_STREAM, Flux.never()),
				WorkerProtocolException.class);
		assertThat(failure).hasMessageContaining("a second subscription with the number 1");
		verifyHealed(pool);
	}

	@Test
	@Tag("F58")
	void itemsThatWereNotAskedForKillTheirWorkerOnly() throws Exception {
		ProcessPool pool = open("items-unasked");
		Invocation invocation = new Invocation(GreedFaultTests.class,
				GreedFaultTests.class.getDeclaredMethod("neverCalled"), new Object[0]);
		StepVerifier.create(pool.stream(invocation, TaskOptions.DEFAULTS), 3)
			.expectNextCount(3)
			.then(() -> FaultPools.eventually(() -> pool.statistics().workersLost() == 1))
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile("item"::equals)
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(WorkerProtocolException.class)
				.hasMessageContaining("that it was asked for"))
			.verify(FaultPools.LIMIT);
		verifyHealed(pool);
	}

	static Flux<String> neverCalled() {
		throw new IllegalStateException("it is a rogue that answers");
	}

	@Test
	void subscriptionsBeyondTheMostAreRefused() throws Exception {
		ProcessPool pool = open("endless-subscriptions");
		CompletableFuture<String> future = pool.apply(USE_STREAM, Flux.never());
		assertThat(refusedOf(future)).isEqualTo(RogueDemands.SUBSCRIPTIONS - 1024);
		assertThat(pool.statistics().workersLost()).isZero();
	}

	@Test
	void elementsOfFourPayloadsMayWaitToBePut() throws Exception {
		ProcessPool pool = open("endless-puts");
		SharedQueue<byte[]> queue = pool.queue(1);
		CompletableFuture<String> future = pool.apply(USE_QUEUE, queue);
		int mostPut = 1 + 4 * MAX_PAYLOAD / RogueDemands.ELEMENT;
		assertThat(refusedOf(future)).isEqualTo(RogueDemands.MANY - mostPut);
		assertThat(queue.offer(new byte[1])).as("the room is taken").isFalse();
	}

	@Test
	void whoDoesNotReceiveWhatHeTakesGetsNoMoreAndOthersDo() throws Exception {
		ProcessPool pool = open("endless-takes");
		SharedQueue<byte[]> queue = pool.queue(1);
		CompletableFuture<String> future = pool.apply(USE_QUEUE, queue);
		queue.put(new byte[RogueDemands.ELEMENT]);
		FaultPools.eventually(() -> queue.size() == 0);
		int put = 1;
		while (queue.offer(new byte[RogueDemands.ELEMENT], Duration.ofMillis(500))) {
			put++;
		}
		assertThat(put).isEqualTo(1 + 4 * MAX_PAYLOAD / RogueDemands.ELEMENT + 1);
		assertThat(queue.poll()).as("somebody else takes").isPresent();
		pool.terminate();
		assertThat(future).isCompletedExceptionally();
	}

	@Test
	void aReasonForNotStartingIsCut() {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> pools
				.open(FaultPools.small().start(StartMode.EAGER).launch(RogueWorker.launch("long-reason", "none"))))
			.satisfies((failure) -> assertThat(failure.getMessage()).contains("long long ").hasSizeLessThan(100_000));
	}

	/** A child that keeps to the protocol does not let its tasks break it. */
	@Test
	void aPublisherThatEmitsMoreThanWasAskedForFailsItsTaskOnly() throws Exception {
		Invocation invocation = new Invocation(GreedFaultTests.class,
				GreedFaultTests.class.getDeclaredMethod("emitAtWill"), new Object[0]);
		long pid = pools.pid(pools.shared());
		StepVerifier.create(pools.shared().stream(invocation, TaskOptions.DEFAULTS))
			.expectNext(0, 1, 2)
			.thenConsumeWhile((item) -> true)
			.expectErrorMessage("The publisher emitted more items than were requested, which no publisher may")
			.verify(FaultPools.LIMIT);
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	static Flux<Integer> emitAtWill() {
		return Flux.from((subscriber) -> subscriber.onSubscribe(new Subscription() {

			@Override
			public void request(long items) {
				for (int i = 0; i <= items; i++) {
					subscriber.onNext(i);
				}
			}

			@Override
			public void cancel() {
				// It would not stop.
			}

		}));
	}

	@Test
	void aTaskThatPutsWithoutEndIsRefusedAndItsWorkerLives() {
		ProcessPool pool = pools.open(FaultPools.small().maxPayload(MAX_PAYLOAD));
		SharedQueue<byte[]> queue = pool.queue(1);
		assertThat(FaultPools.await(pool.apply(GreedFaultTests::putWithoutEnd, queue)))
			.startsWith("java.lang.IllegalStateException: SharedQueue[capacity=1] was not asked");
		assertThat(pool.statistics().workersLost()).isZero();
	}

	private static String putWithoutEnd(SharedQueue<byte[]> queue) throws Exception {
		while (true) {
			CompletableFuture<Void> put = queue.putAsync(new byte[RogueDemands.ELEMENT]);
			try {
				put.get(300, TimeUnit.MILLISECONDS);
			}
			catch (ExecutionException ex) {
				return ex.getCause().toString();
			}
			catch (TimeoutException ex) {
				// It waits.
			}
		}
	}

	private ProcessPool open(String mode) {
		return pools.open(FaultPools.small()
			.maxPayload(MAX_PAYLOAD)
			.launch(RogueWorker.launch(mode, this.directory.resolve("said"))));
	}

	private int refusedOf(CompletableFuture<String> future) throws IOException {
		assertThat(FaultPools.await(future)).isNull();
		return Integer.parseInt(Files.readString(this.directory.resolve("said")).strip());
	}

	/** The successor answers with null. */
	private static void verifyHealed(ProcessPool pool) {
		assertThat(FaultPools.await(pool.apply(() -> "answered with null"))).isNull();
	}

}
