package io.aiopool.spring.autoconfigure;

/**
 * Where {@code @OffProcess} methods run.
 */
public enum Mode {

	/** In child JVMs. */
	PROCESSES,

	/**
	 * In this JVM, as if there were no annotation. Nothing is isolated and no deadline
	 * holds; signatures are still checked at start-up.
	 */
	INLINE

}
