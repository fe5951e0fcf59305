package io.aiopool.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions, as a parent decodes them. */
class FailureFuzz {

	@MethodSource("io.aiopool.codec.CodecTargetsTests#failures")
	@FuzzTest(maxDuration = "2m")
	void failure(byte[] bytes) {
		CodecTargets.failure(bytes);
	}

}
