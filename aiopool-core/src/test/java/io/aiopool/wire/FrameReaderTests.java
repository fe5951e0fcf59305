package io.aiopool.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameReaderTests {

	private static final int MAX = 5 << 20;

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 1000, 65_535, 65_536, 65_537, 300_000, MAX })
	void aFrameOfAnySizeArrivesWhole(int size) throws IOException {
		byte[] body = new byte[size];
		new Random(size).nextBytes(body);
		FrameReader reader = reader(frames(body, new byte[] { 9 }), 777);
		assertThat(reader.read()).isEqualTo(payload(body));
		assertThat(reader.read()).isEqualTo(payload((byte) 9));
		assertThat(reader.read()).isNull();
	}

	/** Nothing behind the type is read, so nothing is allocated for it. */
	@Test
	@Tag("F75")
	void theTypeOfAFrameSaysHowLongItMayBe() {
		byte[] begin = { 0, 1, 0, 0, 74 };
		FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(begin)), 1 << 30,
				(type) -> (type == 74) ? 65_535 : 1 << 30);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::read)
			.withMessage("a frame of 65536 bytes, where 1 to 65535 bytes are allowed");
	}

	@Test
	void itTellsWhetherAnotherFrameIsThere() throws IOException {
		FrameReader reader = reader(frames(new byte[] { 1 }, new byte[] { 2 }), 100);
		assertThat(reader.hasFrame()).isFalse();
		reader.read();
		assertThat(reader.hasFrame()).isTrue();
		reader.read();
		assertThat(reader.hasFrame()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE, MAX + 1, Integer.MAX_VALUE })
	void lengthsThatAreNotAllowedEndTheConnection(int length) {
		byte[] lie = ByteBuffer.allocate(8).putInt(length).array();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> reader(lie, 8).read())
			.withMessageContaining((length & Integer.MAX_VALUE) + " bytes");
	}

	@Test
	void aFrameThatIsCutOffIsDropped() throws IOException {
		byte[] whole = frames(new byte[100_000]);
		for (int length : new int[] { 1, 3, 4, 5, 65_540, whole.length - 1 }) {
			byte[] cut = new byte[length];
			System.arraycopy(whole, 0, cut, 0, length);
			assertThat(reader(cut, 5000).read()).isNull();
		}
	}

	@Test
	void memoryFollowsWhatHasArrived() throws IOException {
		// Says 1 GB and sends 8 bytes: must not need a heap of that size.
		byte[] lie = ByteBuffer.allocate(12).putInt(1 << 30).array();
		FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(lie)), 1 << 30);
		assertThat(reader.read()).isNull();
	}

	@Test
	void largeFramesFollowEachOther() throws IOException {
		byte[] large = new byte[MAX];
		Arrays.fill(large, (byte) 7);
		byte[] middling = new byte[MAX / 2 + 1];
		FrameReader reader = reader(frames(middling, large, middling, large), 5000);
		for (byte[] expected : List.of(middling, large, middling, large)) {
			assertThat(reader.read()).isEqualTo(payload(expected));
		}
	}

	@Test
	void partsArriveInArraysOfTheirOwn() throws IOException {
		Payload whole = payloadOf(100, Payload.LEAST_PART, Payload.LEAST_PART + 1, 2 << 20);
		byte[] bytes = Frames.bytes(new FieldWriter(7).frame(whole));
		FrameReader reader = reader(twice(bytes), 777);
		for (int i = 0; i < 2; i++) {
			Payload read = reader.read();
			assertThat(read.parts()).containsExactlyElementsOf(whole.parts());
			assertThat(new FieldReader(read).u8()).isEqualTo(7);
			assertThat(read.size()).isEqualTo(1 + whole.size());
		}
		assertThat(reader.read()).isNull();
	}

	@Test
	void aFrameThatIsCutOffAtAPartIsDropped() throws IOException {
		byte[] whole = Frames.bytes(new FieldWriter(7).frame(payloadOf(3, Payload.LEAST_PART, Payload.LEAST_PART)));
		int first = Integer.BYTES + 1 + 3;
		int second = first + Integer.BYTES + Payload.LEAST_PART;
		for (int length : new int[] { first, first + 1, first + 4, first + 5, second - 1, second, second + 3,
				second + 4, whole.length - 1 }) {
			assertThat(reader(Arrays.copyOf(whole, length), 5000).read()).as("%s bytes", length).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, Payload.LEAST_PART - 1, MAX, Integer.MAX_VALUE, -1, Integer.MIN_VALUE })
	void partsThatAreNotAllowedEndTheConnection(int prefix) {
		byte[] lie = ByteBuffer.allocate(100).putInt(1 | Frame.MORE).put((byte) 7).putInt(prefix).array();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> reader(lie, 8).read())
			.withMessageContaining("a part of " + (prefix & Integer.MAX_VALUE) + " bytes");
	}

	@Test
	void partsAreLimitedTogether() {
		int half = MAX / 2;
		byte[] bytes = Frames.bytes(new FieldWriter(7).frame(payloadOf(1, half, half)));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> reader(bytes, 60_000).read())
			.withMessageContaining("a part of " + half);
	}

	@Test
	void memoryFollowsPartsThatHaveArrived() throws IOException {
		byte[] lie = ByteBuffer.allocate(30).putInt(1 | Frame.MORE).put((byte) 7).putInt(1 << 30).array();
		FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(lie)), Integer.MAX_VALUE);
		assertThat(reader.read()).isNull();
	}

	private static Payload payloadOf(int size, int... parts) {
		Random random = new Random(size);
		List<byte[]> arrays = new ArrayList<>();
		for (int part : parts) {
			byte[] array = new byte[part];
			random.nextBytes(array);
			arrays.add(array);
		}
		return Payload.of(ByteBuffer.allocate(size), arrays);
	}

	private static byte[] twice(byte[] bytes) {
		return ByteBuffer.allocate(2 * bytes.length).put(bytes).put(bytes).array();
	}

	private static Payload payload(byte... bytes) {
		return Payload.of(ByteBuffer.wrap(bytes));
	}

	private static FrameReader reader(byte[] bytes, int atOnce) {
		InputStream slow = new ByteArrayInputStream(bytes) {

			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, atOnce));
			}

		};
		return new FrameReader(Channels.newChannel(slow), MAX);
	}

	private static byte[] frames(byte[]... bodies) {
		int size = 0;
		for (byte[] body : bodies) {
			size += Integer.BYTES + body.length;
		}
		ByteBuffer bytes = ByteBuffer.allocate(size);
		for (byte[] body : bodies) {
			bytes.putInt(body.length).put(body);
		}
		return bytes.array();
	}

}
