package io.aiopool.wire;

import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first bytes of a connection, and of a child's standard input. */
class HandshakeFuzz {

	@MethodSource("io.aiopool.wire.WireTargetsTests#beginnings")
	@FuzzTest(maxDuration = "2m")
	void handshake(byte[] bytes) throws IOException {
		WireTargets.handshake(bytes);
		WireTargets.bootstrap(bytes);
	}

}
