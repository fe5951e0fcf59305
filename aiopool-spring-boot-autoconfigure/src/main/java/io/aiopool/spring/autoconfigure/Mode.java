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
	INLINE,

	/**
	 * In this JVM, on threads of their own and with copies of their arguments and
	 * results, so that tests find what could not cross to a child JVM. Nothing is
	 * isolated and no deadline holds.
	 */
	INLINE_SERIALIZING

}
