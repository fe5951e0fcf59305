package io.aiopool;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Maps over inputs of every kind and length.
 */
@Timeout(180)
class MapTests {

	private static final Cleaner CLEANER = Cleaner.create();

	private static TrackedPool tracked;

	private static ProcessPool pool;

	@TempDir
	Path directory;

	@BeforeAll
	static void open() {
		tracked = TrackedPool.open(ProcessPool.builder().name("map").processes(2).queueCapacity(200));
		pool = tracked.pool();
	}

	@AfterAll
	static void close() {
		tracked.close();
	}

	@Test
	void keepsTheOrderOfTheInput() {
		List<Integer> input = IntStream.range(0, 5000).boxed().toList();
		assertThat(pool.map((i) -> i * 2, input).toList()).isEqualTo(input.stream().map((i) -> i * 2).toList());
	}

	@Test
	void takesStreamsAndPublishersAndAsynchronousBodies() {
		List<Integer> expected = IntStream.range(1, 501).boxed().toList();
		assertThat(pool.map((i) -> i + 1, IntStream.range(0, 500).boxed()).toList()).isEqualTo(expected);
		assertThat(pool.map((i) -> i + 1, Flux.range(0, 500)).toList()).isEqualTo(expected);
		assertThat(pool.mapAsync((i) -> CompletableFuture.supplyAsync(() -> i + 1), Flux.range(0, 500)).toList())
			.isEqualTo(expected);
		assertThat(pool.map(Math::abs, List.of(-3)).toList()).containsExactly(3);
	}

	@Test
	void carriesNullsButNotIntoAFlux() {
		List<String> input = Arrays.asList("a", null, "b");
		assertThat(pool.map((text) -> text, input).toList()).containsExactly("a", null, "b");
		assertThat(pool.map((text) -> text, input).stream()).containsExactly("a", null, "b");
		assertThatNullPointerException().isThrownBy(() -> pool.map((text) -> text, input).flux().blockLast())
			.withMessageContaining("a result of the map is null");
	}

	@Test
	void isEmptyForAnEmptyInput() {
		assertThat(pool.map((i) -> i, List.of()).toList()).isEmpty();
		assertThat(pool.map((i) -> i, Flux.empty()).toList()).isEmpty();
	}

	@Test
	void canBeAskedForAgain() {
		MapResult<Integer> squares = pool.map((i) -> i * i, List.of(1, 2, 3));
		assertThat(squares.toList()).isEqualTo(squares.toFuture().join()).containsExactly(1, 4, 9);
	}

	@Test
	void yieldsUnorderedResultsAsTheyCome() throws IOException {
		Path hold = this.directory.resolve("slow");
		Iterator<String> results = pool.map(MapTests::holdOrReturn, List.of(hold.toString(), "fast 1", "fast 2"))
			.unordered()
			.stream()
			.iterator();
		assertThat(List.of(results.next(), results.next())).containsExactlyInAnyOrder("fast 1", "fast 2");
		Held.release(hold);
		assertThat(results.next()).isEqualTo(hold.toString());
	}

	private static String holdOrReturn(String text) throws IOException {
		if (text.startsWith("/")) {
			Held.until(text);
		}
		return text;
	}

	@Test
	void neverRunsMoreThanItsConcurrency() {
		String directory = this.directory.toString();
		List<Integer> running = pool.mapAsync((i) -> countRunning(directory, i), IntStream.range(0, 40).boxed())
			.concurrency(3)
			.toList();
		assertThat(running).hasSize(40).allMatch((count) -> count <= 3).contains(3);
	}

	/**
	 * Each running element has a file, so that those in other processes count too. None
	 * ends before three have run at once.
	 */
	private static CompletableFuture<Integer> countRunning(String directory, int element) {
		CompletableFuture<Integer> count = new CompletableFuture<>();
		// Not on the common pool, which may have one thread only.
		new Thread(() -> {
			try {
				count.complete(countRunning(Path.of(directory), element));
			}
			catch (IOException | RuntimeException ex) {
				count.completeExceptionally(ex);
			}
		}, "element-" + element).start();
		return count;
	}

	private static int countRunning(Path directory, int element) throws IOException {
		Path file = Files.createFile(directory.resolve("running-" + element));
		Path reached = directory.resolve("reached");
		try {
			Awaitility.await().until(() -> running(directory) >= 3 || Files.exists(reached));
			int count = running(directory);
			if (count >= 3 && !Files.exists(reached)) {
				Files.write(reached, new byte[0]);
			}
			return count;
		}
		finally {
			Files.delete(file);
		}
	}

	private static int running(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return (int) files.filter((file) -> file.getFileName().toString().startsWith("running-")).count();
		}
	}

	@Test
	void runsNoFurtherAheadOfItsConsumerThanItsQueueSize() {
		AtomicInteger pulled = new AtomicInteger();
		Stream<Integer> input = Stream.generate(pulled::incrementAndGet);
		try (Stream<Integer> results = pool.map((i) -> i, input).queueSize(10).stream()) {
			Iterator<Integer> reader = results.iterator();
			for (int taken = 1; taken <= 50; taken++) {
				assertThat(reader.next()).isEqualTo(taken);
				assertThat(pulled.get()).isLessThanOrEqualTo(taken + 11);
			}
		}
	}

	@Test
	void anEndlessInputTakesBoundedMemory() {
		AtomicLong live = new AtomicLong();
		AtomicLong most = new AtomicLong();
		int elements = 60_000;
		try (Stream<Integer> results = pool.map((array) -> array.length, endless(live, most)).stream()) {
			assertThat(results.limit(elements).mapToInt((length) -> length).sum()).isEqualTo(elements * 512);
		}
		assertThat(most.get()).as("elements of 512 bytes that were live at a time after a collection")
			.isLessThan(25_000);
	}

	@Test
	void aMillionElementsTakeConstantMemory() {
		int elements = 1_000_000;
		RemoteFunction<Integer, Integer> body = (i) -> i + 1;
		pool.map(body, Flux.range(0, 10_000)).flux().blockLast();
		long before = usedHeap();
		AtomicLong sum = new AtomicLong();
		AtomicLong most = new AtomicLong();
		pool.map(body, Flux.range(0, elements)).flux().doOnNext((result) -> {
			sum.addAndGet(result);
			if (result % 250_000 == 0) {
				most.accumulateAndGet(usedHeap() - before, Math::max);
			}
		}).blockLast();
		assertThat(sum.get()).isEqualTo(elements * (elements + 1L) / 2);
		assertThat(most.get()).as("bytes more, half-way and at the end").isLessThan(8 << 20);
	}

	private static long usedHeap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/**
	 * Counts elements that the collector has not found dead, which it looks for often.
	 */
	private static Iterable<byte[]> endless(AtomicLong live, AtomicLong most) {
		return () -> Stream.generate(() -> {
			byte[] element = new byte[512];
			CLEANER.register(element, live::decrementAndGet);
			if (live.incrementAndGet() % 10_000 == 0) {
				System.gc();
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> live.get() < 20_000);
				most.accumulateAndGet(live.get(), Math::max);
			}
			return element;
		}).iterator();
	}

	@Test
	void waitsForRoomInAFullQueueRatherThanBeingRejected() throws IOException {
		Path hold = this.directory.resolve("full");
		List<CompletableFuture<Long>> busy = List.of(pool.apply(Held::until, hold + "0"),
				pool.apply(Held::until, hold + "1"));
		Awaitility.await().until(() -> Held.isRunning(Path.of(hold + "0")) && Held.isRunning(Path.of(hold + "1")));
		List<CompletableFuture<Integer>> waiting = IntStream.range(0, 200)
			.mapToObj((i) -> pool.apply((n) -> n, i))
			.toList();
		CompletableFuture<List<Integer>> map = pool.map((i) -> i, IntStream.range(0, 300).boxed().toList()).toFuture();
		FaultPools.failure(pool.apply((n) -> n, 1), PoolSaturatedException.class);
		assertThat(map).isNotDone();
		Held.release(Path.of(hold + "0"));
		Held.release(Path.of(hold + "1"));
		assertThat(map.join()).hasSize(300);
		assertThat(waiting).allMatch((task) -> task.join() >= 0);
		assertThat(busy).allMatch((task) -> task.join() > 0);
	}

	@Test
	void theFirstErrorCancelsTheRest() throws IOException {
		Path hold = this.directory.resolve("rest");
		long cancelledBefore = pool.statistics().cancelled();
		CompletableFuture<List<String>> map = pool
			.map(MapTests::failOrHold, List.of(hold.toString(), "fail", hold + "2", hold + "3"))
			.toFuture();
		assertThat(map).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage("told to");
		Awaitility.await().until(() -> pool.statistics().inFlight() == 0 && pool.statistics().pending() == 0);
		assertThat(pool.statistics().cancelled() - cancelledBefore).isPositive();
	}

	private static String failOrHold(String text) throws Exception {
		if (text.equals("fail")) {
			throw new IllegalStateException("told to");
		}
		Path file = Path.of(text);
		while (!Files.exists(file)) {
			Thread.sleep(5);
		}
		return text;
	}

	@Test
	void anErrorOfTheInputEndsTheMap() {
		Iterable<Integer> broken = () -> Stream.of(1, 2, 0).map((i) -> 2 / i).iterator();
		assertThat(pool.map((i) -> i, broken).toFuture()).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOf(ArithmeticException.class);
		assertThatIllegalStateException()
			.isThrownBy(() -> pool.map((i) -> i, Flux.<Integer>error(new IllegalStateException("no input"))).toList())
			.withMessage("no input");
	}

	@Test
	void cancellingTheFutureCancelsWhatIsInFlight() {
		String never = this.directory.resolve("never").toString();
		CompletableFuture<List<String>> map = pool.map(MapTests::failOrHold, List.of(never, never)).toFuture();
		Awaitility.await().until(() -> pool.statistics().inFlight() == 2);
		map.cancel(true);
		Awaitility.await().until(() -> pool.statistics().inFlight() == 0);
	}

	@Test
	void closingTheStreamStopsAnEndlessMap() {
		AtomicInteger pulled = new AtomicInteger();
		try (Stream<Integer> results = pool.map((i) -> i, Stream.generate(pulled::incrementAndGet)).stream()) {
			assertThat(results.limit(100).count()).isEqualTo(100);
		}
		Awaitility.await().until(() -> pool.statistics().inFlight() == 0);
		int pulledAtEnd = pulled.get();
		assertThat(pool.map((i) -> i, List.of(1, 2, 3)).toList()).hasSize(3);
		assertThat(pulled.get()).isEqualTo(pulledAtEnd);
	}

	@Test
	void tellsItsProgress() {
		List<MapProgress> events = new CopyOnWriteArrayList<>();
		pool.map((i) -> i, IntStream.range(0, 1000).boxed().toList()).onProgress(events::add).toList();
		assertThat(events).last().isEqualTo(new MapProgress(1000, 0, 1000));
		assertThat(events).extracting(MapProgress::done).isSorted();
		events.clear();
		pool.map((i) -> i, Flux.range(0, 10)).onProgress(events::add).toList();
		assertThat(events).last().isEqualTo(new MapProgress(10, 0, -1));
		events.clear();
		assertThat(pool.map((i) -> 1 / i, List.of(0)).onProgress(events::add).toFuture())
			.failsWithin(Duration.ofSeconds(20));
		assertThat(events).last().isEqualTo(new MapProgress(0, 1, 1));
	}

	@Test
	void aProgressListenerThatThrowsHoldsNothingUp() {
		assertThat(pool.map((i) -> i, List.of(1, 2)).onProgress((progress) -> {
			throw new IllegalStateException("listener");
		}).toList()).containsExactly(1, 2);
	}

	@Test
	void settingsThatCannotWorkAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> pool.map((i) -> i, List.of()).concurrency(0))
			.withMessage("concurrency must be at least 1, but was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> pool.map((i) -> i, List.of()).queueSize(0))
			.withMessage("queueSize must be at least 1, but was 0");
	}

}
