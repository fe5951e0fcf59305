package io.aiopool;

/**
 * When a pool starts its workers.
 */
public enum StartMode {

	/** The first worker before the pool is handed out, the others in the background. */
	EAGER,

	/** All in the background. */
	BACKGROUND,

	/** With the first task. */
	LAZY

}
