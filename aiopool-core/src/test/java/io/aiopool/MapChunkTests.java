package io.aiopool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Maps whose bodies are tiny, so that one task stands for many elements.
 */
@Timeout(120)
class MapChunkTests {

	private static final int MANY = 50_000;

	private static final RemoteFunction<Integer, Integer> BODY = MapChunkTests::run;

	private static final RemoteFunction<byte[], byte[]> ECHO = (bytes) -> bytes;

	private static final RemoteFunction<Integer, byte[]> LARGE = (size) -> new byte[size];

	private TrackedPool tracked;

	private ProcessPool pool;

	@BeforeEach
	void open() {
		this.tracked = TrackedPool.open(ProcessPool.builder()
			.name("chunks")
			.processes(2)
			.maxPayload(1 << 20)
			.redelivery(new RedeliverySettings(2, 0, 0)));
		this.pool = this.tracked.pool();
	}

	@AfterEach
	void close() {
		this.tracked.close();
	}

	/** What the element is to do besides. */
	private static Integer run(Integer element) throws Exception {
		if (element == -1) {
			throw new IllegalStateException("element of bad luck");
		}
		if (element == -2) {
			Runtime.getRuntime().halt(9);
		}
		if (element == -3) {
			TimeUnit.MINUTES.sleep(5);
		}
		if (element == -5) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		return (element == -4) ? null : element + 1;
	}

	private void warmUp() {
		for (int i = 0; i < 5; i++) {
			this.pool.map(BODY, range(2000)).toList();
		}
	}

	private static List<Integer> range(int elements) {
		return IntStream.range(0, elements).boxed().toList();
	}

	private static List<Integer> rangeWith(int special, int at) {
		List<Integer> elements = new ArrayList<>(range(MANY));
		elements.set(at, special);
		return elements;
	}

	/**
	 * Answers of the workers so far, which are fewer than elements if there are chunks.
	 */
	private long answers() {
		return this.pool.workers().stream().mapToLong(WorkerSnapshot::completed).sum();
	}

	@Test
	void tinyElementsTravelTogetherAndKeepTheirOrder() {
		warmUp();
		long answersBefore = answers();
		long completedBefore = this.pool.statistics().completed();
		List<Integer> results = this.pool.map(BODY, range(MANY)).toList();
		assertThat(results).isEqualTo(IntStream.rangeClosed(1, MANY).boxed().toList());
		assertThat(answers() - answersBefore).isLessThan(MANY / 20);
		assertThat(this.pool.statistics().completed() - completedBefore).isEqualTo(MANY);
		assertThat(this.pool.map(BODY, range(MANY)).unordered().stream().mapToLong((i) -> i).sum())
			.isEqualTo(MANY * (MANY + 1L) / 2);
	}

	@Test
	void nullsAndPairsTravelTogetherToo() {
		warmUp();
		assertThat(this.pool.map(BODY, rangeWith(-4, 777)).toList()).hasSize(MANY).containsNull();
		Stream<Map.Entry<Integer, Integer>> pairs = IntStream.range(0, MANY).mapToObj((i) -> Map.entry(i, 2 * i));
		assertThat(this.pool.starmap((a, b) -> a + b, pairs).toList())
			.isEqualTo(IntStream.range(0, MANY).map((i) -> 3 * i).boxed().toList());
	}

	@Test
	void theElementThatFailsEndsTheMapWithItsError() {
		warmUp();
		assertThatException().isThrownBy(() -> this.pool.map(BODY, rangeWith(-1, 20_000)).toList())
			.isInstanceOf(IllegalStateException.class)
			.withMessage("element of bad luck");
		List<Integer> seen = new ArrayList<>();
		assertThatException().isThrownBy(() -> this.pool.map(BODY, rangeWith(-1, 20_000)).stream().forEach(seen::add));
		assertThat(seen).hasSizeLessThanOrEqualTo(20_000)
			.isEqualTo(IntStream.rangeClosed(1, seen.size()).boxed().toList());
		assertThat(this.pool.map(BODY, range(10)).toList()).hasSize(10);
	}

	@Test
	void aLostWorkerFailsTheMapNamingTheElementItWasAt() {
		warmUp();
		assertThatExceptionOfType(WorkerLostException.class)
			.isThrownBy(() -> this.pool.map(BODY, rangeWith(-2, 20_000)).toList())
			.withMessageMatching(
					"(?s).*the task may have begun\\. It stood for \\d+ elements of a map, of which element"
							+ " \\d+ had begun last, and those behind it had not\\..*");
		assertThat(this.pool.map(BODY, range(MANY)).toList()).hasSize(MANY);
	}

	@Test
	void theDeadlineOfAnElementHolds() {
		warmUp();
		ProcessPool hurried = this.pool.with(TaskOptions.DEFAULTS.withTimeout(java.time.Duration.ofMillis(500)));
		assertThatExceptionOfType(TaskTimeoutException.class)
			.isThrownBy(() -> hurried.map(BODY, rangeWith(-3, 20_000)).toList());
	}

	@Test
	void elementsThatTurnOutSlowDoNotMakeThoseBehindThemMissTheirDeadline() {
		warmUp();
		List<Integer> elements = new ArrayList<>(range(MANY));
		for (int i = MANY - 500; i < MANY; i++) {
			elements.set(i, -5);
		}
		long begin = System.nanoTime();
		ProcessPool hurried = this.pool.with(TaskOptions.DEFAULTS.withTimeout(java.time.Duration.ofMillis(700)));
		List<Integer> results = hurried.map(BODY, elements).toList();
		assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500 * 5 / 2));
		assertThat(results.subList(0, MANY - 500)).isEqualTo(range(MANY - 499).subList(1, MANY - 499));
		assertThat(results.subList(MANY - 500, MANY)).containsOnly(-4);
	}

	@Test
	void cancellingInterruptsTheElementAndDropsThoseBehindIt() {
		warmUp();
		CompletableFuture<List<Integer>> map = this.pool.map(BODY, rangeWith(-3, 20_000)).toFuture();
		Awaitility.await().until(() -> this.pool.statistics().inFlight() > 0 && !map.isDone());
		map.cancel(true);
		Awaitility.await().until(() -> this.pool.statistics().inFlight() == 0);
	}

	@Test
	void whatIsTooLargeTogetherTravelsInParts() {
		byte[][] large = Stream.generate(() -> new byte[100_000]).limit(400).toArray(byte[][]::new);
		IntStream.range(0, 5).forEach((i) -> this.pool.map(ECHO, List.of(new byte[1], new byte[2])).toList());
		this.pool.map(ECHO, Stream.generate(() -> new byte[1]).limit(500)).toList();
		assertThat(this.pool.map(ECHO, Arrays.asList(large)).toList()).hasSize(400)
			.allMatch((bytes) -> bytes.length == 100_000);
		this.pool.map(LARGE, IntStream.range(0, 500).boxed()).toList();
		assertThat(this.pool.map(LARGE, IntStream.range(0, 400).map((i) -> 100_000).boxed()).toList()).hasSize(400)
			.allMatch((bytes) -> bytes.length == 100_000);
	}

	@Test
	void elementsThatMayHaveToBeWaitedForTravelAlone() {
		warmUp();
		long before = answers();
		Iterable<Integer> unknown = () -> range(3000).iterator();
		assertThat(this.pool.map(BODY, unknown).toList()).hasSize(3000);
		assertThat(answers() - before).isEqualTo(3000);
	}

	@Test
	void asynchronousElementsTravelAlone() {
		AsyncFunction<Integer, Integer> body = CompletableFuture::completedFuture;
		this.pool.mapAsync(body, range(500)).toList();
		long before = answers();
		assertThat(this.pool.mapAsync(body, range(3000)).toList()).hasSize(3000);
		assertThat(answers() - before).isEqualTo(3000);
	}

}
