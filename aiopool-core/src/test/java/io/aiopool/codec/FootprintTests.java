package io.aiopool.codec;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Compares what is charged for objects with the memory that they take.
 */
class FootprintTests {

	/** Of what is charged, so much more may be used: estimates are no promises. */
	private static final double TOLERANCE = 1.3;

	private static final int SEVERAL = 10;

	private static final TypeTable TYPES = new TypeTable(RoundTrips.SETTINGS);

	static Stream<Arguments> kinds() {
		return Stream.of(kind("wrapper", (i) -> Collections.unmodifiableMap(numbers(new HashMap<>()))),
				kind("empty wrapper", (i) -> Collections.synchronizedList(new ArrayList<>())),
				kind("keys", (i) -> numbers(new TreeMap<>()).keySet()),
				kind("keys by identity", (i) -> new IdentityHashMap<>().keySet()),
				kind("entries of an empty map by identity", (i) -> new IdentityHashMap<>().entrySet()),
				kind("keys of a fixed map", (i) -> Map.copyOf(numbers(new HashMap<>())).keySet()),
				kind("part of a list", (i) -> new ArrayList<>(numbers(new HashMap<>()).keySet()).subList(0, SEVERAL)),
				kind("part of a map", (i) -> new ConcurrentSkipListMap<>(numbers(new TreeMap<>())).headMap(i)),
				kind("key set", (i) -> {
					Map<Object, Object> numbers = numbers(new HashMap<>());
					return keySet(numbers);
				}), kind("copies", (i) -> Collections.nCopies(SEVERAL, i)),
				kind("queue with room", (i) -> new ArrayBlockingQueue<>(SEVERAL)),
				kind("lifo", (i) -> Collections.asLifoQueue(new ArrayDeque<>(numbers(new HashMap<>()).keySet()))),
				kind("statistics", (i) -> new DoubleSummaryStatistics(2, i, i, 2 * i)),
				kind("headers",
						(i) -> HttpHeaders.of(Map.of("a", List.of("b", "c"), "d", List.of("e")), (a, b) -> true)),
				kind("stamped", (i) -> new AtomicStampedReference<>(null, i)),
				kind("buffer", (i) -> ByteBuffer.allocate(SEVERAL)),
				kind("foreign buffer",
						(i) -> ByteBuffer.allocate(SEVERAL * Long.BYTES).order(ByteOrder.BIG_ENDIAN).asLongBuffer()),
				kind("direct buffer", (i) -> ByteBuffer.allocateDirect(SEVERAL)),
				kind("builder", (i) -> new StringBuilder("\u4e00")), kind("URI", (i) -> URI.create("http://a.b/?q#f")),
				kind("URL", (i) -> new URL("http://a.b/?q#f")),
				kind("offset", (i) -> LocalTime.MIDNIGHT.plusNanos(1 + i).atOffset(ZoneOffset.ofTotalSeconds(1 + i))),
				kind("zone", (i) -> ZoneId.of("UTC+01:00")), kind("text", String::valueOf));
	}

	/** Makes an object; the number makes it another one. */
	private interface Making {

		Object make(int number) throws Exception;

	}

	private static Arguments kind(String name, Making making) {
		IntFunction<Object> all = (number) -> {
			try {
				return making.make(number);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		};
		return Arguments.of(name, all);
	}

	private static Map<Object, Object> numbers(Map<Object, Object> map) {
		IntStream.range(0, SEVERAL).forEach((number) -> map.put(number, number));
		return map;
	}

	private static Object keySet(Map<Object, Object> numbers) {
		ConcurrentHashMap.KeySetView<Object, Boolean> keys = ConcurrentHashMap.newKeySet();
		keys.addAll(numbers.keySet());
		return keys;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("kinds")
	@Tag("F75")
	void noObjectTakesMuchMoreMemoryThanIsChargedForIt(String name, IntFunction<Object> kind) throws Exception {
		Payload payload = encode(IntStream.range(0, 20_000).mapToObj(kind).toList());
		decode(payload, Long.MAX_VALUE);
		long memory = Math.max(memory(payload), memory(payload));
		assertThat(memory).isGreaterThan(100_000);
		PayloadException refusal = catchThrowableOfType(PayloadException.class,
				() -> decode(payload, (long) (memory / TOLERANCE)));
		assertThat(refusal).as("%d bytes", memory).isNotNull();
		assertThat(refusal.kind()).isEqualTo(Kind.TOO_LARGE);
	}

	/** An attacker declares them: nothing of that size may be allocated first. */
	@Test
	@Tag("F75")
	void copiesAreCountedThoughTheyTakeNoMemory() {
		PayloadException refusal = catchThrowableOfType(PayloadException.class,
				() -> decode(encode(Collections.nCopies(Integer.MAX_VALUE, 1)), 16 << 20));
		assertThat(refusal).isNotNull();
	}

	private static Payload encode(Object value) throws PayloadException {
		return new PayloadCodec(RoundTrips.SETTINGS).pack(value);
	}

	private static Object decode(Payload payload, long maxMemory) throws PayloadException {
		ObjectDecoder decoder = new ObjectDecoder(TYPES);
		decoder.open(payload, maxMemory);
		return decoder.readRoot();
	}

	private static long memory(Payload payload) throws PayloadException {
		long before = used();
		Object value = decode(payload, Long.MAX_VALUE);
		long memory = used() - before;
		Reference.reachabilityFence(value);
		return memory;
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
	}

}
