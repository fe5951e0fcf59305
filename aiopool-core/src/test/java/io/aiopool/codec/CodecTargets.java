package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.List;

import io.aiopool.gadget.Gadget;
import io.aiopool.payload.Payload;

/**
 * What must hold for whatever bytes are said to be a payload. Used by the fuzzer and by
 * tests with what it found.
 */
final class CodecTargets {

	/** As the parent reads results: only what is allowed, and no lambdas. */
	private static final CodecSettings SETTINGS = CodecSettings.of(CodecTargets.class.getClassLoader(), allowed())
		.withMaxBytes(1 << 16)
		.withMaxElements(10_000)
		.withMaxDepth(64);

	private static final PayloadCodec PARENT = new PayloadCodec(SETTINGS);

	private static final FailureCodec FAILURES = new FailureCodec(SETTINGS,
			(message, types, stackTrace) -> new IllegalStateException(message),
			(message, types, stackTrace) -> new IllegalArgumentException(message));

	private static final FailureCodec.Origin ORIGIN = new FailureCodec.Origin("a task failed with ", "at nowhere");

	private CodecTargets() {
	}

	private static TypeFilter allowed() {
		GrowingAllowList allowed = new GrowingAllowList();
		allowed.allowPackages(List.of("io.aiopool.codec"));
		return allowed;
	}

	/** It is a value or it is refused, and nothing that is not allowed comes to life. */
	static void payload(byte[] bytes) {
		decode(() -> PARENT.decode(ByteBuffer.wrap(bytes)));
	}

	/** It is an exception or it is refused, and nothing else comes to life. */
	static void failure(byte[] bytes) {
		decode(() -> FAILURES.decode(Payload.of(ByteBuffer.wrap(bytes)), new Object(), ORIGIN));
	}

	private static void decode(Decoding decoding) {
		System.clearProperty(Gadget.TRACE);
		try {
			decoding.run();
		}
		catch (PayloadException ex) {
			if (ex.kind() == null || ex.getMessage() == null) {
				throw new AssertionError("nothing is said", ex);
			}
		}
		if (System.getProperty(Gadget.TRACE) != null) {
			throw new AssertionError("a gadget was " + System.getProperty(Gadget.TRACE));
		}
	}

	private interface Decoding {

		void run() throws PayloadException;

	}

}
