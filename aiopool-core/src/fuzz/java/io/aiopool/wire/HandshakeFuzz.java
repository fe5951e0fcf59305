package io.aiopool.wire;

import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first bytes of a connection, and of a child's standard input. */
class HandshakeFuzz {

	@FuzzTest(maxDuration = "2m")
	@MethodSource("io.aiopool.wire.WireTargetsTests#beginnings")
	void handshake(byte[] bytes) throws IOException {
		WireTargets.handshake(bytes);
		WireTargets.bootstrap(bytes);
	}

}
