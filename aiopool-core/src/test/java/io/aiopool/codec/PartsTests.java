package io.aiopool.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Large arrays travel apart from the bytes of a payload.
 */
class PartsTests {

	private static final int LEAST = Payload.LEAST_PART;

	private final PayloadCodec codec = new PayloadCodec(RoundTrips.SETTINGS);

	static Stream<Object> values() {
		return IntStream.of(LEAST - 1, LEAST, LEAST + 1, 3 * LEAST).boxed().flatMap((size) -> {
			byte[] bytes = new byte[size];
			Arrays.fill(bytes, (byte) 5);
			long[] longs = new long[size];
			Arrays.fill(longs, -7);
			return Stream.of(bytes, longs, "x".repeat(size), "é".repeat(size), "Ω".repeat(size), new BigInteger(bytes),
					ByteBuffer.wrap(bytes), ByteBuffer.allocateDirect(size).asReadOnlyBuffer(),
					new Object[] { bytes, "between", bytes.clone(), bytes, List.of("y".repeat(size)) });
		});
	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueComesBackEqualInPartsAndInOnePiece(Object value) throws PayloadException {
		assertThat(this.codec.unpack(this.codec.pack(value))).isEqualTo(value);
		assertThat(this.codec.decode(this.codec.encode(value))).isEqualTo(value);
	}

	@Test
	void onlyLargeArraysAreParts() throws PayloadException {
		assertThat(this.codec.pack(new byte[LEAST - 1]).parts()).isEmpty();
		Payload payload = this.codec.pack(new byte[LEAST]);
		assertThat(payload.parts()).hasSize(1);
		assertThat(payload.size()).isBetween(LEAST, LEAST + 10);
		assertThat(this.codec.unpack(payload)).isSameAs(payload.parts().get(0));
	}

	@Test
	void whatIsChangedAfterwardsIsNotSent() throws PayloadException {
		byte[] bytes = new byte[LEAST];
		Payload payload = this.codec.pack(bytes);
		bytes[0] = 1;
		assertThat(this.codec.unpack(payload)).isEqualTo(new byte[LEAST]);
	}

	@Test
	void anArrayThatIsSharedIsOnePart() throws PayloadException {
		byte[] bytes = new byte[LEAST];
		Payload payload = this.codec.pack(new Object[] { bytes, bytes });
		assertThat(payload.parts()).hasSize(1);
		Object[] back = (Object[]) this.codec.unpack(payload);
		assertThat(back[0]).isSameAs(back[1]);
	}

	@Test
	void partsCountAgainstTheLargestPayload() throws PayloadException {
		PayloadCodec small = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(3 * LEAST));
		assertThat(small.pack(new Object[] { new byte[LEAST], new byte[LEAST] }).parts()).hasSize(2);
		for (Object value : new Object[] { new Object[] { new byte[LEAST], new byte[2 * LEAST] },
				new Object[] { new byte[2 * LEAST], new long[LEAST / 8] }, "x".repeat(3 * LEAST),
				ByteBuffer.allocate(3 * LEAST) }) {
			assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> small.pack(value))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(PayloadException.Kind.TOO_LARGE));
		}
		Payload tooLarge = this.codec.pack(new byte[3 * LEAST]);
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> small.unpack(tooLarge))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(PayloadException.Kind.TOO_LARGE));
	}

	@Test
	void roomThatIsLeftInAReusedBufferIsNoRoomForMore() throws PayloadException {
		PayloadCodec small = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(3 * LEAST));
		small.pack(new long[LEAST / 4]);
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> small.pack(new Object[] { new byte[2 * LEAST], new long[LEAST / 8] }))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(PayloadException.Kind.TOO_LARGE));
	}

	@Test
	void partsThatAreNotThoseOfTheBytesAreRefused() throws PayloadException {
		Payload whole = this.codec.pack(new Object[] { new byte[LEAST], "x".repeat(LEAST + 1) });
		byte[] first = whole.parts().get(0);
		byte[] second = whole.parts().get(1);
		List<List<byte[]>> others = List.of(List.of(), List.of(first), List.of(second), List.of(second, first),
				List.of(first, first), List.of(first, second, first));
		for (List<byte[]> parts : others) {
			assertThatExceptionOfType(PayloadException.class)
				.isThrownBy(() -> this.codec.unpack(Payload.of(whole.bytes(), new ArrayList<>(parts))))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(PayloadException.Kind.CORRUPT));
		}
	}

}
