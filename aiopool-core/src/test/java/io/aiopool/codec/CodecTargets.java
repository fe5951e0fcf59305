package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.List;

import io.aiopool.gadget.Gadget;

/**
 * What must hold for whatever bytes are said to be a payload. Used by the fuzzer and by
 * tests with what it found.
 */
final class CodecTargets {

	/** As the parent reads results: only what is allowed, and no lambdas. */
	private static final PayloadCodec PARENT = new PayloadCodec(
			CodecSettings.of(CodecTargets.class.getClassLoader(), allowed())
				.withMaxBytes(1 << 16)
				.withMaxElements(10_000)
				.withMaxDepth(64));

	private CodecTargets() {
	}

	private static TypeFilter allowed() {
		GrowingAllowList allowed = new GrowingAllowList();
		allowed.allowPackages(List.of("io.aiopool.codec"));
		return allowed;
	}

	/** It is a value or it is refused, and nothing that is not allowed comes to life. */
	static void payload(byte[] bytes) {
		System.clearProperty(Gadget.TRACE);
		try {
			PARENT.decode(ByteBuffer.wrap(bytes));
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

}
