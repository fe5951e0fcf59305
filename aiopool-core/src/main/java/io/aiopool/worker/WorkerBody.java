package io.aiopool.worker;

import java.io.IOException;

/**
 * What a worker consists of: a process and its flight recorder, seen from here.
 * Thread-safe.
 */
interface WorkerBody {

	long pid();

	/** Returns bytes, or -1 where the system does not say. */
	long residentMemory();

	/**
	 * Returns its last heartbeat, another number than before if it has shown that it
	 * lives.
	 */
	long heartbeat() throws IOException;

	/**
	 * Kills it and what it has started. May be repeated, and has no effect on one that is
	 * dead.
	 */
	void kill();

}
