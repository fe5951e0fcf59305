package io.aiopool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams that tasks return: demand goes to the producer in the worker, and so does
 * cancellation.
 */
class StreamResultTests {

	private static final long MOST_UNDER_WAY = 100;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	private final ProcessPool pool = pools.open(FaultPools.small());

	@Test
	void anEndlessProducerProducesNoMoreThanItsReaderTakes() {
		List<Long> taken = new CopyOnWriteArrayList<>();
		BaseSubscriber<Long> reader = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.request(3);
			}

			@Override
			protected void hookOnNext(Long item) {
				taken.add(item);
			}

		};
		stream("endless", TaskOptions.DEFAULTS).cast(Long.class).subscribe(reader);
		Awaitility.await().until(() -> taken.size() == 3);
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.until(() -> taken.size() == 3 && produced() <= 3 + MOST_UNDER_WAY);
		reader.request(500);
		Awaitility.await().until(() -> taken.size() == 503);
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.until(() -> taken.size() == 503 && produced() <= 503 + MOST_UNDER_WAY);
		assertThat(taken).isSorted().doesNotHaveDuplicates();
		reader.cancel();
	}

	@Test
	void cancellationReachesTheProducer() throws IOException {
		Disposable reading = stream("endless", TaskOptions.DEFAULTS).subscribe();
		Awaitility.await().until(() -> produced() > 100);
		reading.dispose();
		Awaitility.await().until(() -> Files.exists(this.directory.resolve("cancelled")));
		Awaitility.await().until(() -> this.pool.statistics().inFlight() == 0);
		assertThat(produced()).isLessThan(Long.MAX_VALUE);
	}

	@Test
	void aReaderThatHasEnoughCancelsTheProducer() {
		StepVerifier.create(stream("endless", TaskOptions.DEFAULTS).take(5)).expectNextCount(5).verifyComplete();
		Awaitility.await().until(() -> Files.exists(this.directory.resolve("cancelled")));
	}

	@Test
	void theTimeoutBoundsTheWaitForAnItemThatWasRequestedAndNothingElse() {
		// The first wait is for an item, not for a worker to start.
		FaultPools.await(this.pool.apply(() -> "started"));
		TaskOptions hurried = TaskOptions.DEFAULTS.withTimeout(Duration.ofSeconds(1));
		StepVerifier.create(stream("three", hurried), 1)
			.expectNextCount(1)
			.thenAwait(Duration.ofMillis(1500))
			.thenRequest(1)
			.expectNextCount(1)
			.thenRequest(10)
			.expectNextCount(1)
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(TaskTimeoutException.class));
	}

	@Test
	@Tag("F13")
	void theTimeoutOfThePoolIsThatOfAStreamWithoutOne() {
		ProcessPool hurried = pools.open(FaultPools.small().start(StartMode.EAGER).taskTimeout(Duration.ofSeconds(1)));
		StepVerifier.create(stream(hurried, "three", TaskOptions.DEFAULTS))
			.thenConsumeWhile((item) -> true)
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(TaskTimeoutException.class));
	}

	@Test
	void eachSubscriptionIsATask() {
		Flux<Object> two = stream("two", TaskOptions.DEFAULTS);
		StepVerifier.create(two).expectNext(1, 2).verifyComplete();
		StepVerifier.create(two).expectNext(1, 2).verifyComplete();
		assertThat(this.pool.statistics().submitted()).isEqualTo(2);
	}

	private Flux<Object> stream(String method, TaskOptions options) {
		return stream(this.pool, method, options);
	}

	private Flux<Object> stream(ProcessPool pool, String method, TaskOptions options) {
		try {
			return pool.stream(new Invocation(Producers.class, Producers.class.getDeclaredMethod(method, String.class),
					new Object[] { this.directory.toString() }), options);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The worker writes it down as it goes. */
	private long produced() throws IOException {
		Path file = this.directory.resolve("produced");
		return Files.exists(file) ? Files.size(file) : 0;
	}

	static final class Producers {

		Flux<Long> endless(String directory) {
			AtomicLong next = new AtomicLong();
			return Flux.<Long>generate((sink) -> {
				note(directory, "produced");
				sink.next(next.getAndIncrement());
			}).doOnCancel(() -> note(directory, "cancelled"));
		}

		/** And then no more, and no end. */
		Flux<Integer> three(String directory) {
			return Flux.range(1, 3).concatWith(Flux.never());
		}

		Flux<Integer> two(String directory) {
			return Flux.just(1, 2);
		}

		private static void note(String directory, String file) {
			try {
				Files.write(Path.of(directory, file), new byte[1], StandardOpenOption.CREATE,
						StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
