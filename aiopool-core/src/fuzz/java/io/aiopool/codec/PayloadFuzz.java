package io.aiopool.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads, as a parent decodes them. */
class PayloadFuzz {

	@FuzzTest(maxDuration = "2m")
	@MethodSource("io.aiopool.codec.CodecTargetsTests#payloads")
	void payload(byte[] bytes) {
		CodecTargets.payload(bytes);
	}

}
