package io.aiopool.codec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HexFormat;
import java.util.InvalidPropertiesFormatException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aiopool.gadget.Gadget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the fuzzer starts from, holds; so does what the fuzzer found.
 */
class CodecTargetsTests {

	static Stream<byte[]> payloads() throws PayloadException {
		List<Object> samples = new ArrayList<>(CorruptPayloadTests.samples());
		samples.add(new Gadget());
		samples.add(List.of(new Gadget()));
		PayloadCodec codec = new PayloadCodec(
				CodecSettings.of(CodecTargetsTests.class.getClassLoader(), (className) -> true));
		List<byte[]> payloads = new ArrayList<>();
		for (Object sample : samples) {
			ByteBuffer payload = codec.encode(sample);
			byte[] bytes = new byte[payload.remaining()];
			payload.get(bytes);
			payloads.add(bytes);
		}
		return payloads.stream();
	}

	@ParameterizedTest
	@MethodSource("payloads")
	void payloadsAreReadOrRefused(byte[] payload) {
		CodecTargets.payload(payload);
	}

	static Stream<byte[]> failures() {
		FailureCodec codec = new FailureCodec(
				CodecSettings.of(CodecTargetsTests.class.getClassLoader(), (className) -> true),
				(message, types, stackTrace) -> new IllegalStateException(message),
				(message, types, stackTrace) -> new IllegalArgumentException(message));
		IOException suppressing = new IOException("outer", new SQLException("inner", "42000", 7));
		suppressing.addSuppressed(new InvalidPropertiesFormatException("suppressed"));
		Throwable cycle = new IllegalStateException("cycle");
		cycle.initCause(new IllegalArgumentException(cycle));
		return Stream
			.of(suppressing, cycle, new ConcurrentModificationException(), new StackOverflowError("deep"),
					new Refusing(new Gadget()), new UncheckedIOException(new FileNotFoundException("none")))
			.map((failure) -> {
				ByteBuffer bytes = codec.encode(failure).bytes();
				byte[] copy = new byte[bytes.remaining()];
				bytes.get(copy);
				return copy;
			});
	}

	/** Carries what is not allowed. */
	private static final class Refusing extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Object gadget;

		Refusing(Object gadget) {
			super("carries " + gadget.getClass());
			this.gadget = gadget;
		}

		@Override
		public String toString() {
			return super.toString() + this.gadget.hashCode();
		}

	}

	@ParameterizedTest
	@MethodSource("failures")
	void failuresAreReadOrRefused(byte[] payload) {
		CodecTargets.failure(payload);
	}

	/** Found by the fuzzer: a few bytes that kept a processor busy for ever. */
	@Test
	void aPatternIsRefusedThatTakesForeverToCompile() throws Exception {
		Pattern few = Pattern.compile("a\u0300\u0316\u031b.", Pattern.CANON_EQ);
		assertThat(RoundTrips.trip(few).pattern()).isEqualTo(few.pattern());
		Pattern many = Pattern.compile("a\u0300\u0316\u031b\u0321\u0327", Pattern.CANON_EQ);
		ByteBuffer payload = RoundTrips.codec().encode(many);
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> RoundTrips.codec().decode(payload))
			.withMessageContaining("CANON_EQ");
	}

	/** Found by the fuzzer: a set that is in itself, whose hash code has no end. */
	@Test
	@Tag("F10")
	void aSetWithinItselfIsRefusedWithoutAStackOverflow() {
		byte[] setInItself = HexFormat.of()
			.parseHex("630800630800000000010000000000000100000000000080000000000000"
					+ "00000000000000000000000000000000000000");
		CodecTargets.payload(setInItself);
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> RoundTrips.codec().decode(ByteBuffer.wrap(setInItself)));
	}

}
