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

}
