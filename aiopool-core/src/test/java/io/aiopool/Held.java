package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Bodies of tasks that run until a file is there, and tell by another one that they run.
 */
final class Held {

	private static final long LOOK_NANOS = 2_000_000;

	private Held() {
	}

	/** Runs in a child; returns its process id. */
	static long until(String released) throws IOException {
		Path file = Path.of(released);
		Files.writeString(running(file), "");
		while (!Files.exists(file)) {
			LockSupport.parkNanos(LOOK_NANOS);
		}
		return ProcessHandle.current().pid();
	}

	static boolean isRunning(Path released) {
		return Files.exists(running(released));
	}

	static void release(Path released) throws IOException {
		Files.writeString(released, "");
	}

	private static Path running(Path released) {
		return released.resolveSibling(released.getFileName() + ".running");
	}

}
