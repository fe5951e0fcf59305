package io.aiopool.child;

/**
 * How a worker leaves by itself.
 */
final class Exits {

	/** Out of memory; what the JVM uses with -XX:+ExitOnOutOfMemoryError. */
	static final int OUT_OF_MEMORY = 3;

	/** Its initializer failed. */
	static final int NOT_STARTED = 4;

	/** Its parent is gone. */
	static final int ORPHANED = 5;

	/** It does not understand its parent, or itself. */
	static final int BROKEN = 6;

	/** A shutdown hook did not end. */
	static final int HUNG = 7;

	private Exits() {
	}

	/**
	 * Ends this process at once, and without shutdown hooks, which are the users'. Does
	 * not return.
	 * @param status the exit status
	 */
	static void leave(int status) {
		try {
			// The interrupt of a task must not cut short what comes now
			Thread.interrupted();
			LastReads.OF_THIS_PROCESS.end();
		}
		finally {
			// Even if there is no memory, or no thread, for that
			Runtime.getRuntime().halt(status);
		}
	}

}
