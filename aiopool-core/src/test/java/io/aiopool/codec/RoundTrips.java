package io.aiopool.codec;

import java.nio.ByteBuffer;

/**
 * Codecs as the tests use them.
 */
final class RoundTrips {

	static final CodecSettings SETTINGS = CodecSettings
		.of(RoundTrips.class.getClassLoader(), AllowList.builder().trustPackage("io.aiopool.codec").build())
		.withDecodeLambdas(true);

	private RoundTrips() {
	}

	static PayloadCodec codec() {
		return new PayloadCodec(SETTINGS);
	}

	@SuppressWarnings("unchecked")
	static <T> T trip(T value) throws PayloadException {
		ByteBuffer payload = codec().encode(value);
		return (T) codec().decode(payload);
	}

}
