package io.aiopool.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads, as a parent decodes them. */
class PayloadFuzz {

	@MethodSource("io.aiopool.codec.CodecTargetsTests#payloads")
	@FuzzTest(maxDuration = "2m")
	void payload(byte[] bytes) {
		CodecTargets.payload(bytes);
	}

}
