package io.aiopool.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aiopool.Invocation;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers and publishers of the application that throw where they must not.
 */
class StreamFaultTests {

	/** So many lanes has the only worker. */
	private static final int LANES = 3;

	@RegisterExtension
	static final FaultPools pools = new FaultPools((builder) -> builder.childConcurrency(LANES));

	static Stream<Arguments> failures() {
		return Stream.of(failure("an exception", () -> new IllegalStateException("thrown by the subscriber")),
				failure("a LinkageError", () -> new NoClassDefFoundError("thrown by the subscriber")),
				failure("a StackOverflowError", () -> new StackOverflowError("thrown by the subscriber")),
				failure("an OutOfMemoryError", () -> new OutOfMemoryError("thrown by the subscriber")),
				failure("a checked exception", () -> new Exception("thrown by the subscriber")));
	}

	private static Arguments failure(String name, Supplier<Throwable> failure) {
		return Arguments.of(name, failure);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	@Tag("F71")
	void aSubscriberThatThrowsHasCancelledItsTaskAndIsTold(String name, Supplier<Throwable> failure) throws Exception {
		ProcessPool pool = pools.shared();
		Throwing[] subscribers = new Throwing[2 * LANES];
		for (int i = 0; i < subscribers.length; i++) {
			subscribers[i] = new Throwing(failure.get());
			stream(pool, "endless").subscribe(subscribers[i]);
		}
		for (Throwing subscriber : subscribers) {
			assertThat(subscriber.ended.await(FaultPools.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(subscriber.told).containsExactly(subscriber.failure);
		}
		FaultPools.eventually(() -> pool.statistics().inFlight() == 0);
		assertThat(FaultPools.await(pool.apply(() -> "served"))).isEqualTo("served");
	}

	/** Reactor guards one that is not of its own, and does not tell it either. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	@Tag("F71")
	void aSubscriberOfSomebodyElsesThatThrowsHasCancelledItsTask(String name, Supplier<Throwable> failure) {
		ProcessPool pool = pools.shared();
		for (int i = 0; i < 2 * LANES; i++) {
			stream(pool, "endless").subscribe(new Foreign(new Throwing(failure.get())));
		}
		FaultPools.eventually(() -> pool.statistics().inFlight() == 0 && pool.statistics().pending() == 0);
		assertThat(FaultPools.await(pool.apply(() -> "served"))).isEqualTo("served");
	}

	@Test
	@Tag("F71")
	void theNeighboursOfASubscriberThatThrowsGoOn() {
		ProcessPool pool = pools.shared();
		Flux<Object> neighbour = stream(pool, "endless").take(2_000);
		CompletableFuture<Long> counted = neighbour.count().toFuture();
		stream(pool, "endless").subscribe(new Throwing(new NoClassDefFoundError("thrown by the subscriber")));
		assertThat(FaultPools.await(counted)).isEqualTo(2_000);
	}

	@Test
	@Tag("F71")
	void aSubscriberThatTakesNothingMoreIsGivenUpAtTheTimeoutOfItsTask() throws Exception {
		ProcessPool pool = pools.shared();
		Idle[] subscribers = new Idle[LANES];
		for (int i = 0; i < subscribers.length; i++) {
			subscribers[i] = new Idle();
			stream(pool, FaultPools.within(500), "endless").subscribe(subscribers[i]);
		}
		FaultPools.eventually(() -> pool.statistics().timedOut() >= LANES && pool.statistics().inFlight() == 0);
		assertThat(FaultPools.await(pool.apply(() -> "served"))).isEqualTo("served");
		assertThat(pool.statistics().workersLost()).isZero();
		subscribers[0].subscription.request(Long.MAX_VALUE);
		assertThat(FaultPools.failure(subscribers[0].ended, TaskTimeoutException.class))
			.hasMessageContaining("has neither taken an item nor asked for one")
			.hasMessageContaining("Cancel the subscription")
			.hasMessageContaining("raise the timeout");
	}

	/** As the message above says. */
	@Test
	@Tag("F71")
	void aSubscriberThatCancelsFreesItsLaneAtOnce() {
		ProcessPool pool = pools.shared();
		Idle subscriber = new Idle();
		stream(pool, TaskOptions.DEFAULTS, "endless").subscribe(subscriber);
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		subscriber.subscription.cancel();
		FaultPools.eventually(() -> pool.statistics().inFlight() == 0);
	}

	@Test
	@Tag("F71")
	void aSlowSubscriberThatTakesItemsIsNotGivenUp() {
		Flux<Object> items = stream(pools.shared(), FaultPools.within(1000), "many");
		StepVerifier.create(items.doOnNext((item) -> pause()))
			.expectNextCount(Producers.MANY)
			.expectComplete()
			.verify(FaultPools.LIMIT.multipliedBy(2));
	}

	/** Longer for all of what is handed over at once than the timeout is. */
	private static void pause() {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	@Tag("F71")
	void aSubscriberOfAMapThatThrowsHasCancelledIt(String name, Supplier<Throwable> failure) throws Exception {
		Throwing subscriber = new Throwing(failure.get());
		RemoteFunction<Object, String> body = Object::toString;
		pools.shared().map(body, List.of(1, 2, 3, 4, 5)).flux().cast(Object.class).subscribe(subscriber);
		assertThat(subscriber.ended.await(FaultPools.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(subscriber.told).containsExactly(subscriber.failure);
		FaultPools.eventually(() -> pools.shared().statistics().inFlight() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "raw", "map" })
	@Tag("F71")
	void aSubscriberInATaskThatThrowsHasCancelledItsArgument(String how) {
		Sinks.One<String> cancelled = Sinks.one();
		Flux<Object> endless = Flux.range(0, Integer.MAX_VALUE)
			.cast(Object.class)
			.doOnCancel(() -> cancelled.tryEmitValue("cancelled"));
		RemoteBiFunction<Flux<Object>, String, String> body = how.equals("raw") ? StreamFaultTests::throwRaw
				: StreamFaultTests::throwInMap;
		assertThat(FaultPools.failure(pools.shared().apply(body, endless, how)))
			.hasMessageContaining("thrown in the worker");
		assertThat(cancelled.asMono().block(FaultPools.LIMIT)).isEqualTo("cancelled");
		FaultPools.eventually(() -> pools.shared().statistics().inFlight() == 0);
	}

	private static String throwRaw(Flux<Object> items, String how) throws Exception {
		Throwing subscriber = new Throwing(new NoClassDefFoundError("thrown in the worker"));
		items.subscribe(subscriber);
		subscriber.ended.await();
		throw (Error) subscriber.told.get(0);
	}

	private static String throwInMap(Flux<Object> items, String how) {
		return String.valueOf(items.map((item) -> {
			Bad.raise(new NoClassDefFoundError("thrown in the worker"));
			return item;
		}).blockLast());
	}

	/** Reactor takes some errors for the end of the process and tells nobody of them. */
	@ParameterizedTest
	@ValueSource(strings = { "overflowing", "unlinked", "throwing" })
	@Tag("F71")
	void aStreamThatFailsWithAnErrorOfTheJvmTellsItsSubscriber(String method) {
		StepVerifier.create(stream(pools.shared(), method)).expectNextCount(1).expectError().verify(FaultPools.LIMIT);
		FaultPools.eventually(() -> pools.shared().statistics().inFlight() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "request", "request-error", "request-and-cancel" })
	@Tag("F71")
	void aProducerThatThrowsWhenAskedForMoreFailsItsTask(String how) {
		StepVerifier.create(stream(pools.shared(), "badly", how)).expectError().verify(FaultPools.LIMIT);
		FaultPools.eventually(() -> pools.shared().statistics().inFlight() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "subscribe", "subscribe-error", "request", "request-error", "request-and-cancel",
			"indescribable" })
	@Tag("F71")
	void aStreamArgumentThatThrowsFailsInTheWorker(String how) {
		RemoteFunction<Flux<Object>, Long> count = (items) -> items.count().block(Duration.ofSeconds(30));
		assertThat(FaultPools.failure(pools.shared().apply(count, Flux.from(new Bad(how))))).isNotNull();
		FaultPools.eventually(() -> pools.shared().statistics().inFlight() == 0);
		assertThat(FaultPools.await(pools.shared().apply(() -> "served"))).isEqualTo("served");
	}

	@ParameterizedTest
	@ValueSource(strings = { "subscribe", "subscribe-error", "request-error", "request-and-cancel" })
	@Tag("F71")
	void theInputOfAMapThatThrowsFailsTheMap(String how) {
		RemoteFunction<Object, String> body = Object::toString;
		CompletableFuture<List<String>> results = pools.shared().map(body, Flux.from(new Bad(how))).toFuture();
		assertThat(FaultPools.failure(results)).isNotNull();
		FaultPools.eventually(() -> pools.shared().statistics().inFlight() == 0);
	}

	private static Flux<Object> stream(ProcessPool pool, String method, Object... arguments) {
		return stream(pool, TaskOptions.DEFAULTS, method, arguments);
	}

	private static Flux<Object> stream(ProcessPool pool, TaskOptions options, String method, Object... arguments) {
		Class<?>[] types = (arguments.length == 0) ? new Class<?>[0] : new Class<?>[] { String.class };
		try {
			return pool.stream(
					new Invocation(Producers.class, Producers.class.getDeclaredMethod(method, types), arguments),
					options);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Takes one item, and throws. */
	private static final class Throwing implements CoreSubscriber<Object> {

		private final Throwable failure;

		private final List<Throwable> told = new CopyOnWriteArrayList<>();

		private final CountDownLatch ended = new CountDownLatch(1);

		Throwing(Throwable failure) {
			this.failure = failure;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(Object item) {
			Bad.raise(this.failure);
		}

		@Override
		public void onError(Throwable failure) {
			this.told.add(failure);
			this.ended.countDown();
		}

		@Override
		public void onComplete() {
			this.ended.countDown();
		}

	}

	/** Takes one item and then does nothing. */
	private static final class Idle implements CoreSubscriber<Object> {

		private final CompletableFuture<Object> ended = new CompletableFuture<>();

		private volatile Subscription subscription;

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			subscription.request(1);
		}

		@Override
		public void onNext(Object item) {
			// It has one.
		}

		@Override
		public void onError(Throwable failure) {
			this.ended.completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			this.ended.complete("complete");
		}

	}

	/** Not of Reactor. */
	private static final class Foreign implements Subscriber<Object> {

		private final Subscriber<Object> subscriber;

		Foreign(Subscriber<Object> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscriber.onSubscribe(subscription);
		}

		@Override
		public void onNext(Object item) {
			this.subscriber.onNext(item);
		}

		@Override
		public void onError(Throwable failure) {
			this.subscriber.onError(failure);
		}

		@Override
		public void onComplete() {
			this.subscriber.onComplete();
		}

	}

	/** A publisher that throws in the way that it is told to. */
	private static final class Bad implements Publisher<Object> {

		private final String how;

		Bad(String how) {
			this.how = how;
		}

		@SuppressWarnings("unchecked")
		static <T extends Throwable> void raise(Throwable failure) throws T {
			throw (T) failure;
		}

		private static void raise(String how) {
			raise(how.endsWith("error") ? new NoClassDefFoundError(how) : new IllegalStateException(how));
		}

		@Override
		public void subscribe(Subscriber<? super Object> subscriber) {
			if (this.how.startsWith("subscribe")) {
				raise(this.how);
			}
			subscriber.onSubscribe(new Subscription() {

				@Override
				public void request(long items) {
					if (Bad.this.how.equals("indescribable")) {
						subscriber.onError(new Indescribable());
						return;
					}
					raise(Bad.this.how);
				}

				@Override
				public void cancel() {
					if (Bad.this.how.endsWith("cancel")) {
						raise("cancel-error");
					}
				}

			});
		}

	}

	/** Whatever it is asked, it throws. */
	private static final class Indescribable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

		private Object writeReplace() {
			throw new IllegalStateException("no form");
		}

	}

	static final class Producers {

		static final int MANY = 64;

		Flux<Long> endless() {
			return Flux.interval(Duration.ofMillis(1)).onBackpressureDrop();
		}

		Flux<Integer> many() {
			return Flux.range(0, MANY);
		}

		Flux<Integer> overflowing() {
			return Flux.concat(Flux.just(1), failing(new StackOverflowError("in the worker")));
		}

		Flux<Integer> unlinked() {
			return Flux.concat(Flux.just(1), failing(new NoClassDefFoundError("in the worker")));
		}

		Flux<Integer> throwing() {
			return Flux.concat(Flux.just(1), failing(new IllegalStateException("in the worker")));
		}

		private static Flux<Integer> failing(Throwable failure) {
			return Flux.error(failure);
		}

		Publisher<Object> badly(String how) {
			return new Bad(how);
		}

	}

}
