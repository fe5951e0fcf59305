package io.aiopool.pool;

/**
 * Whether this JVM is going, of which only its hooks are told. Stateless.
 */
final class ShuttingDown {

	private ShuttingDown() {
	}

	/** Asked seldom: it takes a thread that is never started. */
	static boolean now() {
		Thread hook = new Thread(() -> {
		});
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			Runtime.getRuntime().removeShutdownHook(hook);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

}
