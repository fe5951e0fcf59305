package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aiopool.codec.PayloadException.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How much memory the objects of a payload may take.
 */
class MemoryLimitTests {

	/** Of which the codec makes 24 MB of objects at most. */
	private static final int MAX_BYTES = 2 << 20;

	private static final PayloadCodec CODEC = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(MAX_BYTES));

	record Point(int x, int y) {
	}

	record Person(String first, String last, int age) {
	}

	static final class Nothing {

	}

	static final class Wide {

		transient long a;

		transient long b;

		transient long c;

		transient long d;

		transient long e;

		transient long f;

		transient long g;

		transient long h;

	}

	static Stream<Arguments> small() {
		// A frame of the JDK prints without its module's version. Then none shares names.
		StackTraceElement[] frames = new StackTraceElement[10_000];
		Arrays.fill(frames, new StackTraceElement("app", "m", "1", "x".repeat(10_000), "run", "X.java", 1));
		frames[0] = Thread.currentThread().getStackTrace()[0];
		Throwable named = new IllegalStateException();
		named.setStackTrace(frames);
		return Stream.of(Arguments.of("maps", many(600_000, (i) -> new HashMap<>())),
				Arguments.of("lists", many(600_000, (i) -> new ArrayList<>())),
				Arguments.of("queues", many(200_000, (i) -> new LinkedBlockingQueue<>())),
				Arguments.of("queues with room", many(10_000, (i) -> new ArrayBlockingQueue<>(900))),
				Arguments.of("objects", many(900_000, (i) -> new Nothing())),
				Arguments.of("wide objects", many(600_000, (i) -> new Wide())),
				Arguments.of("arrays", many(900_000, (i) -> new int[0])),
				Arguments.of("texts", many(650_000, (i) -> "x")),
				Arguments.of("patterns", many(200, (i) -> Pattern.compile("[ab]".repeat(500)))),
				Arguments.of("frames with long names", named),
				Arguments.of("exceptions", many(40_000, (i) -> withoutFrames())));
	}

	private static Throwable withoutFrames() {
		Throwable exception = new IllegalStateException();
		exception.setStackTrace(new StackTraceElement[0]);
		return exception;
	}

	private static List<Object> many(int count, IntFunction<Object> value) {
		List<Object> values = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			values.add(value.apply(i));
		}
		return values;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("small")
	@Tag("F75")
	void fewBytesThatBecomeManyObjectsAreRefused(String name, Object value) throws Exception {
		ByteBuffer payload = CODEC.encode(value);
		assertThat(payload.remaining()).isLessThan(MAX_BYTES);
		PayloadException refusal = catchThrowableOfType(PayloadException.class, () -> CODEC.decode(payload));
		assertThat(refusal).isNotNull().hasMessageContaining("aiopool.max-payload").hasMessageContaining("25165824");
		assertThat(refusal.kind()).isEqualTo(Kind.TOO_LARGE);
	}

	static Stream<Arguments> honest() {
		return Stream.of(Arguments.of("texts", many(100_000, (i) -> "customer-" + i)),
				Arguments.of("short texts", many(250_000, (i) -> "id" + i % 1000)),
				Arguments.of("numbers", many(500_000, (i) -> i)),
				Arguments.of("records", many(300_000, (i) -> new Point(i % 7_000, i % 900))),
				Arguments.of("records with texts", many(130_000, (i) -> new Person("Joe" + i % 10, "Smith", i % 90))),
				Arguments.of("maps",
						many(25_000,
								(i) -> Map.of("identifier", i, "name", "customer-" + i, "city", "Springfield",
										"description", "regular"))),
				Arguments.of("bytes", new byte[MAX_BYTES - 100]), Arguments.of("doubles", new double[250_000]),
				Arguments.of("text", "x".repeat(MAX_BYTES - 100)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("honest")
	void whatApplicationsSendFitsUpToTheLargestPayload(String name, Object value) throws Exception {
		ByteBuffer payload = CODEC.encode(value);
		assertThat(payload.remaining()).isBetween(MAX_BYTES / 2, MAX_BYTES);
		assertThat(CODEC.decode(payload)).isEqualTo(value);
	}

	@Test
	void theNextPayloadStartsAnew() throws Exception {
		List<Object> value = many(100_000, (i) -> new HashMap<>());
		for (int i = 0; i < 10; i++) {
			assertThat(CODEC.decode(CODEC.encode(value))).isEqualTo(value);
		}
	}

}
