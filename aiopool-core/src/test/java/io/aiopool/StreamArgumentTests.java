package io.aiopool;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Streams that are arguments of tasks, with a real child.
 */
@Timeout(60)
class StreamArgumentTests {

	/** What may be on its way to a consumer that takes nothing. */
	private static final long MOST_UNDER_WAY = 100;

	private static ProcessPool pool;

	private final AtomicLong produced = new AtomicLong();

	private final CountDownLatch cancelled = new CountDownLatch(1);

	@BeforeAll
	static void open() {
		pool = ProcessPool.builder().name("streams").processes(1).build();
	}

	@AfterAll
	static void leaveNothingBehind() {
		List<Long> pids = pool.workers().stream().map(WorkerSnapshot::pid).toList();
		pool.close();
		assertThat(pids).isNotEmpty().allSatisfy((pid) -> assertThat(ProcessHandle.of(pid)).isEmpty());
	}

	record Book(String title, int pages) {
	}

	@Test
	void aPlainBodyReadsAStreamToItsEnd() {
		RemoteFunction<Flux<Integer>, Integer> sum = (numbers) -> numbers.reduce(0, Integer::sum).block();
		assertThat(pool.apply(sum, Flux.range(1, 10_000)).join()).isEqualTo(50_005_000);
	}

	@Test
	void anAsynchronousBodyReadsAStream() {
		AsyncFunction<Flux<Book>, List<String>> titles = (books) -> books.map(Book::title).collectList().toFuture();
		assertThat(pool.applyAsync(titles, Flux.just(new Book("Emma", 474), new Book("Ulysses", 730))).join())
			.containsExactly("Emma", "Ulysses");
	}

	@Test
	void anEmptyStreamAndAMonoArriveAsSuch() {
		RemoteFunction<Flux<Integer>, Long> count = (numbers) -> numbers.count().block();
		assertThat(pool.apply(count, Flux.empty()).join()).isZero();
		RemoteFunction<Mono<String>, String> upper = (text) -> text.map(String::toUpperCase).block();
		assertThat(pool.apply(upper, Mono.just("one")).join()).isEqualTo("ONE");
	}

	@Test
	void aStreamCapturedByABodyOrInsideAnArgumentFlowsToo() {
		Flux<Integer> captured = Flux.range(1, 3);
		RemoteFunction<List<Flux<Integer>>, Long> both = (list) -> captured.concatWith(list.get(0)).count().block();
		assertThat(pool.apply(both, List.of(Flux.range(1, 4))).join()).isEqualTo(7);
	}

	@Test
	void everySubscriptionOfTheBodyIsOneToTheOriginal() {
		AtomicInteger subscriptions = new AtomicInteger();
		Flux<Integer> cold = Flux.defer(() -> Flux.range(0, subscriptions.incrementAndGet()));
		RemoteFunction<Flux<Integer>, List<Long>> twice = (numbers) -> List.of(numbers.count().block(),
				numbers.count().block());
		assertThat(pool.apply(twice, cold).join()).containsExactly(1L, 2L);
	}

	@Test
	void anEndlessProducerWaitsForASlowConsumerAndHearsOfItsCancellation() throws Exception {
		RemoteFunction<Flux<Long>, Long> stuck = (numbers) -> {
			for (long number : numbers.toIterable(8)) {
				if (number == 3) {
					Thread.sleep(60_000);
				}
			}
			return 0L;
		};
		CompletableFuture<Long> result = pool.apply(stuck, endless());
		awaitFewProduced();
		result.cancel(true);
		assertThat(this.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void atMostAFewItemsAreUnderWayToAConsumerThatTakesNoMore() {
		AsyncFunction<Flux<Long>, Long> slow = (numbers) -> numbers
			.concatMap((number) -> (number < 3) ? Mono.just(number) : Mono.<Long>never(), 1)
			.last()
			.toFuture();
		CompletableFuture<Long> result = pool.applyAsync(slow, endless());
		awaitFewProduced();
		assertThat(result).isNotDone();
		result.cancel(true);
	}

	@Test
	void aConsumerThatHasEnoughCancelsTheProducer() throws Exception {
		RemoteFunction<Flux<Long>, List<Long>> five = (numbers) -> numbers.take(5).collectList().block();
		assertThat(pool.apply(five, endless()).join()).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(this.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(this.produced.get()).isLessThan(MOST_UNDER_WAY);
	}

	@Test
	void theEndOfATaskEndsTheStreamsThatItHasLeftOpen() throws Exception {
		RemoteFunction<Flux<Long>, String> careless = (numbers) -> {
			readOn(numbers);
			return "gone";
		};
		assertThat(pool.apply(careless, endless()).join()).isEqualTo("gone");
		assertThat(this.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void anErrorOfTheProducerReachesTheConsumerBehindTheItems() {
		Flux<Integer> broken = Flux.range(1, 40).concatWith(Flux.error(new IllegalStateException("shelf is empty")));
		RemoteFunction<Flux<Integer>, String> heard = (numbers) -> {
			AtomicInteger items = new AtomicInteger();
			return numbers.doOnNext((item) -> items.incrementAndGet())
				.map(String::valueOf)
				.onErrorResume((ex) -> Flux.just(items + " then " + ex))
				.blockLast();
		};
		assertThat(pool.apply(heard, broken).join())
			.isEqualTo("40 then java.lang.IllegalStateException: shelf is empty");
		RemoteFunction<Flux<Integer>, Long> unheard = (numbers) -> numbers.count().block();
		assertThatThrownBy(() -> pool.apply(unheard, broken).join()).hasRootCauseMessage("shelf is empty");
	}

	@Test
	void anItemThatCannotBeSentIsAnErrorOfTheStream() throws Exception {
		RemoteFunction<Flux<Object>, Long> count = (items) -> items.count().block();
		Flux<Object> items = Flux.<Object>just("fine", new Thread("t")).doOnCancel(this.cancelled::countDown);
		assertThatThrownBy(() -> pool.apply(count, items).join()).hasStackTraceContaining("java.lang.Thread");
		assertThat(this.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aFluxFlowsInAndAFluxFlowsOut() throws Exception {
		Flux<Object> lengths = pool.stream(call("lengths", Flux.just("a", "bb", "ccc")), TaskOptions.DEFAULTS);
		assertThat(lengths.collectList().block()).containsExactly(1, 2, 3);
		assertThat(lengths.collectList().block()).containsExactly(1, 2, 3);
	}

	@Test
	void demandAndCancellationGoThroughATransformation() throws Exception {
		Flux<Object> negated = pool.stream(call("negated", endless()), TaskOptions.DEFAULTS);
		assertThat(negated.take(3).collectList().block()).containsExactly(0L, -1L, -2L);
		assertThat(this.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(this.produced.get()).isLessThan(3 * MOST_UNDER_WAY);
	}

	@Test
	void itemsOfADeclaredTypeMayCrossWithoutFurtherTrust() throws Throwable {
		assertThat(pool.call(call("pages", Flux.just(new Book("Emma", 474), new Book("Ulysses", 730))),
				TaskOptions.DEFAULTS))
			.isEqualTo(1204);
	}

	@Test
	void anotherAttemptReadsTheStreamFromItsBeginning() {
		TaskOptions twice = TaskOptions.DEFAULTS.withRetry(RetryPolicy.of(2, Duration.ofMillis(1)));
		RemoteFunction<Flux<Integer>, Integer> second = (numbers) -> {
			int first = numbers.blockFirst();
			if (TaskContext.current().attempt() == 1) {
				throw new IllegalStateException("not yet");
			}
			return first;
		};
		assertThat(pool.with(twice).apply(second, Flux.range(7, 100)).join()).isEqualTo(7);
	}

	@Test
	void theDeathOfTheWorkerCancelsTheProducer() throws Exception {
		RemoteFunction<Flux<Long>, Long> fatal = (numbers) -> {
			readOn(numbers);
			Runtime.getRuntime().halt(1);
			return 0L;
		};
		assertThatThrownBy(() -> pool.apply(fatal, endless()).join()).hasCauseInstanceOf(WorkerLostException.class);
		assertThat(this.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aStreamIsNoResultOfAPlainValue() {
		RemoteFunction<Flux<Integer>, List<Object>> back = (numbers) -> List.of(numbers);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> pool.apply(back, Flux.just(1)).join())
			.withCauseInstanceOf(TaskSerializationException.class);
	}

	/** The consumer has had what it takes, and the producer stays a few items ahead. */
	private void awaitFewProduced() {
		Awaitility.await().until(this.produced::get, (items) -> items > 3);
		Awaitility.await()
			.during(Duration.ofMillis(300))
			.until(this.produced::get, (items) -> items > 3 && items < MOST_UNDER_WAY);
	}

	/** Returns when the first item is there, and goes on reading. */
	private static void readOn(Flux<Long> numbers) throws InterruptedException {
		CountDownLatch first = new CountDownLatch(1);
		numbers.doOnNext((number) -> first.countDown()).delayElements(Duration.ofMillis(10)).subscribe();
		first.await();
	}

	private Flux<Long> endless() {
		return Flux.<Long>generate((sink) -> sink.next(this.produced.getAndIncrement()))
			.doOnCancel(this.cancelled::countDown);
	}

	private static Invocation call(String name, Object argument) throws NoSuchMethodException {
		Method method = Transformer.class.getDeclaredMethod(name, Flux.class);
		return new Invocation(Transformer.class, method, new Object[] { argument });
	}

	static class Transformer {

		Flux<Integer> lengths(Flux<String> texts) {
			return texts.map(String::length);
		}

		Flux<Long> negated(Flux<Long> numbers) {
			return numbers.map((number) -> -number);
		}

		CompletionStage<Integer> pages(Flux<Book> books) {
			return books.map(Book::pages).reduce(0, Integer::sum).toFuture();
		}

	}

}
