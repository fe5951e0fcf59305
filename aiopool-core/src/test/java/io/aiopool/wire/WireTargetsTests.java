package io.aiopool.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the fuzzer starts from, holds; so does what is near it, and what the fuzzer found.
 */
class WireTargetsTests {

	private static final int ROUNDS = 300;

	/** All messages, one in a stream, and all of them in one. */
	static Stream<byte[]> frames() {
		Stream<Frame> all = Stream.concat(MessagesTests.childMessages().map(ChildMessages::frame),
				MessagesTests.parentMessages().map(ParentMessages::frame));
		byte[][] each = all.map(Frames::bytes).filter((bytes) -> bytes.length < 4096).toArray(byte[][]::new);
		ByteArrayOutputStream together = new ByteArrayOutputStream();
		Stream.of(each).forEach(together::writeBytes);
		return Stream.concat(Stream.of(each), Stream.of(together.toByteArray())).map(WireTargetsTests::inPieces);
	}

	/** What a child sends first, and what it gets first. */
	static Stream<byte[]> beginnings() {
		byte[] token = new byte[Handshake.TOKEN_BYTES];
		return Stream.of(new Handshake(Handshake.VERSION, Handshake.Role.EVENTS, token, "1.0").encode().array(),
				new Handshake(Handshake.VERSION, Handshake.Role.COMMANDS, token, "").encode().array(),
				new Bootstrap("unix:/tmp/x", token).encode());
	}

	private static byte[] inPieces(byte[] stream) {
		return ByteBuffer.allocate(1 + stream.length).put((byte) stream.length).put(stream).array();
	}

	@ParameterizedTest
	@MethodSource("frames")
	void framesHoldWhateverIsChangedInThem(byte[] seed) throws IOException {
		WireTargets.frames(seed);
		Random random = new Random(seed.length);
		for (int i = 0; i < ROUNDS; i++) {
			WireTargets.frames(changed(seed, random));
		}
	}

	@ParameterizedTest
	@MethodSource("beginnings")
	void beginningsHoldWhateverIsChangedInThem(byte[] seed) throws IOException {
		Random random = new Random(seed.length);
		for (int i = 0; i < ROUNDS; i++) {
			byte[] bytes = (i == 0) ? seed : changed(seed, random);
			WireTargets.handshake(bytes);
			WireTargets.bootstrap(bytes);
		}
	}

	@Test
	void nothingIsNoFrameAndNoHandshake() throws IOException {
		WireTargets.frames(new byte[0]);
		WireTargets.handshake(new byte[0]);
		WireTargets.bootstrap(new byte[0]);
	}

	/** Always the same for the same seed: a failure is there again. */
	private static byte[] changed(byte[] seed, Random random) {
		byte[] bytes = Arrays.copyOf(seed, random.nextInt(seed.length + 1));
		for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
			bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
		}
		return bytes;
	}

}
