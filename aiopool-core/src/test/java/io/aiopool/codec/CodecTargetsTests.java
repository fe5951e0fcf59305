package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.aiopool.gadget.Gadget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the fuzzer starts from, holds; so does what the fuzzer found.
 */
class CodecTargetsTests {

	static Stream<byte[]> payloads() throws PayloadException {
		List<Object> samples = new ArrayList<>(CorruptPayloadTests.samples());
		samples.add(new Gadget());
		samples.add(List.of(new Gadget()));
		PayloadCodec codec = new TaggedCodecFactory()
			.create(CodecSettings.of(CodecTargetsTests.class.getClassLoader(), (className) -> true));
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

}
