package io.aiopool.wire;

import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames and the messages in them. */
class FramesFuzz {

	@MethodSource("io.aiopool.wire.WireTargetsTests#frames")
	@FuzzTest(maxDuration = "2m")
	void frames(byte[] bytes) throws IOException {
		WireTargets.frames(bytes);
	}

}
