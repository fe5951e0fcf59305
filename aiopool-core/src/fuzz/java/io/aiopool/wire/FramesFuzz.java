package io.aiopool.wire;

import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames and the messages in them. */
class FramesFuzz {

	@FuzzTest(maxDuration = "2m")
	@MethodSource("io.aiopool.wire.WireTargetsTests#frames")
	void frames(byte[] bytes) throws IOException {
		WireTargets.frames(bytes);
	}

}
