package io.aiopool;

import java.util.AbstractMap.SimpleEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Maps over pairs of arguments.
 */
@Timeout(120)
class StarmapTests {

	private static TrackedPool tracked;

	@BeforeAll
	static void open() {
		tracked = TrackedPool.open(ProcessPool.builder().name("starmap").processes(2));
	}

	@AfterAll
	static void close() {
		tracked.close();
	}

	@Test
	void takesLambdasOfTwoArguments() {
		assertThat(tracked.pool().starmap((a, b) -> a + b, List.of(Map.entry(1, 2), Map.entry(3, 4))).toList())
			.containsExactly(3, 7);
	}

	@Test
	void takesMethodReferences() {
		assertThat(tracked.pool().starmap(String::concat, List.of(Map.entry("a", "b"))).toList()).containsExactly("ab");
	}

	@Test
	void takesTheEntriesOfAMapInTheirOrder() {
		Map<String, Integer> pairs = new LinkedHashMap<>();
		IntStream.range(0, 300).forEach((i) -> pairs.put("v" + i, i % 3));
		List<String> expected = pairs.entrySet().stream().map((pair) -> pair.getKey().repeat(pair.getValue())).toList();
		assertThat(tracked.pool().starmap((text, times) -> text.repeat(times), pairs.entrySet()).toList())
			.isEqualTo(expected);
	}

	@Test
	void takesStreams() {
		assertThat(tracked.pool().starmap(Math::max, IntStream.range(0, 50).mapToObj((i) -> Map.entry(i, 25))).toList())
			.isEqualTo(IntStream.range(0, 50).mapToObj((i) -> Math.max(i, 25)).toList());
	}

	@Test
	void takesAsynchronousBodies() {
		assertThat(tracked.pool()
			.starmapAsync((a, b) -> CompletableFuture.supplyAsync(() -> a * b), List.of(Map.entry(6, 7)))
			.toList()).containsExactly(42);
	}

	@Test
	void takesNullArguments() {
		assertThat(tracked.pool()
			.starmap((a, b) -> a + "-" + b, List.of(new SimpleEntry<String, String>(null, "b")))
			.toList()).containsExactly("null-b");
	}

	@Test
	void refusesAPairThatIsNull() {
		List<Map.Entry<Integer, Integer>> pairs = new java.util.ArrayList<>();
		pairs.add(null);
		assertThatNullPointerException().isThrownBy(() -> tracked.pool().starmap((a, b) -> a + b, pairs).toList())
			.withMessage("a pair of starmap is null");
	}

	@Test
	void failsWithTheExceptionOfTheBody() {
		assertThatException()
			.isThrownBy(() -> tracked.pool().starmap((a, b) -> a / b, List.of(Map.entry(1, 0))).toList())
			.isInstanceOf(ArithmeticException.class);
	}

}
