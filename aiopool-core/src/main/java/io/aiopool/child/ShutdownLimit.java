package io.aiopool.child;

import java.util.concurrent.TimeUnit;

/**
 * Sees to it that this process, once it has begun to end, does end. Whatever called
 * {@code System.exit} waits for all shutdown hooks, and one that hangs would keep the
 * caller of a task waiting for as long.
 */
final class ShutdownLimit {

	private ShutdownLimit() {
	}

	/**
	 * Limits the time that shutdown hooks may take.
	 * @param nanos the limit
	 */
	static void install(long nanos) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> watch(nanos), "aiopool-shutdown"));
	}

	/** Hooks run at the same time, so this one must not wait itself. */
	private static void watch(long nanos) {
		Thread thread = new Thread(() -> haltAfter(nanos), "aiopool-shutdown-limit");
		thread.setDaemon(true);
		thread.start();
	}

	private static void haltAfter(long nanos) {
		try {
			TimeUnit.NANOSECONDS.sleep(nanos);
			System.err.println("aiopool: halted, as shutdown hooks were still running after the kill-grace of "
					+ TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
		}
		catch (InterruptedException ex) {
			// By a hook that found this thread: then without the rest of the grace
		}
		finally {
			Runtime.getRuntime().halt(Exits.HUNG);
		}
	}

}
