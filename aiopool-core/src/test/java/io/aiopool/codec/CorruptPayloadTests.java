package io.aiopool.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.aiopool.codec.Samples.Account;
import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.Colour;
import io.aiopool.codec.Samples.CustomStream;
import io.aiopool.codec.Samples.Node;
import io.aiopool.codec.Samples.OrderException;
import io.aiopool.codec.Samples.Person;
import io.aiopool.codec.Samples.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

/**
 * Bytes that are no payload end in a {@link PayloadException}: nothing else is thrown,
 * and no memory is allocated for lengths that are only declared.
 */
@Timeout(120)
class CorruptPayloadTests {

	private final PayloadCodec codec = new PayloadCodec(
			RoundTrips.SETTINGS.withMaxBytes(1 << 20).withMaxElements(100_000));

	static List<Object> samples() {
		Node node = new Node("n");
		node.next = node;
		node.friends.add(new Node("friend"));
		Task task = (input) -> input;
		return List
			.of(new Object[] { 1, "text", 2.5, 'c', null, -5L, List.of(1, 2), new Address[] { new Address("a", 1) } },
					new Person(7, "Ann", 3, 2.5, Arrays.asList("x", "y"), new Address("Elm", 3)), node,
					new Account("o", "n", new BigDecimal("12.30"), 1, 2),
					new HashMap<>(Map.of("k", List.of("v"), 1, Colour.RED)), new TreeMap<>(Map.of("a", 1)),
					EnumSet.of(Colour.BLUE), new CustomStream(new Address("s", 1), "p"),
					new OrderException("m", 1, null, new java.sql.SQLException("r", "s", 1)), task,
					new java.util.BitSet(70),
					new Object[] { Locale.GERMANY, Pattern.compile("(a|b)*"), java.time.ZonedDateTime.now(),
							int[].class, new int[5][2], new java.util.concurrent.ArrayBlockingQueue<>(10),
							java.nio.file.Path.of("x") });
	}

	@Test
	void everyTruncationIsRefused() throws Exception {
		for (Object sample : samples()) {
			byte[] payload = bytes(sample);
			for (int length = 0; length < payload.length; length++) {
				byte[] shortened = Arrays.copyOf(payload, length);
				assertThat(catchThrowable(() -> this.codec.decode(ByteBuffer.wrap(shortened))))
					.as("%s cut to %d of %d bytes", sample.getClass(), length, payload.length)
					.isInstanceOf(PayloadException.class);
			}
		}
	}

	@Test
	void randomDamageIsRefusedOrHarmless() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<Object> samples = samples();
		for (int round = 0; round < 20_000; round++) {
			byte[] payload = bytes(samples.get(random.nextInt(samples.size())));
			int changes = 1 + random.nextInt(3);
			for (int i = 0; i < changes; i++) {
				payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
			}
			decodeDamaged(payload, seed, round);
		}
	}

	@Test
	void noiseIsRefusedOrHarmless() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			byte[] payload = new byte[random.nextInt(60)];
			random.nextBytes(payload);
			decodeDamaged(payload, seed, round);
		}
	}

	private void decodeDamaged(byte[] payload, long seed, int round) {
		try {
			this.codec.decode(ByteBuffer.wrap(payload));
		}
		catch (PayloadException ex) {
			assertThat(ex.kind()).isNotNull();
		}
		catch (Throwable ex) {
			fail("seed " + seed + ", round " + round + ", payload " + Arrays.toString(payload), ex);
		}
	}

	@Test
	void declaredLengthsAllocateNothing() throws Exception {
		List<byte[]> bombs = new ArrayList<>();
		for (int tag = 0; tag < Tags.CLASS_BASE; tag++) {
			bombs.add(new byte[] { (byte) tag, -1, -1, -1, -1, 7 });
			bombs.add(new byte[] { (byte) tag, 0, -1, -1, -1, -1, 7 });
			bombs.add(nested(tag));
		}
		PayloadCodec generous = new PayloadCodec(RoundTrips.SETTINGS);
		long before = allocated();
		for (byte[] bomb : bombs) {
			Throwable thrown = catchThrowable(() -> generous.decode(ByteBuffer.wrap(bomb)));
			assertThat(thrown == null || thrown instanceof PayloadException).as("%s", thrown).isTrue();
		}
		assertThat(allocated() - before).as("bytes allocated for %d payloads", bombs.size())
			.isLessThan(bombs.size() * 300_000L);
	}

	/** Containers in containers, each claiming as much as the bytes left would allow. */
	private static byte[] nested(int tag) {
		byte[] bytes = new byte[3_000];
		for (int i = 0; i + 3 <= bytes.length; i += 3) {
			int claimed = Math.max(0, bytes.length - i - 3);
			bytes[i] = (byte) tag;
			bytes[i + 1] = (byte) (claimed & 0x7f | 0x80);
			bytes[i + 2] = (byte) (claimed >> 7);
		}
		return bytes;
	}

	private static long allocated() {
		return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
			.getThreadAllocatedBytes(Thread.currentThread().getId());
	}

	private byte[] bytes(Object sample) throws PayloadException {
		ByteBuffer payload = RoundTrips.codec().encode(sample);
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		return bytes;
	}

}
