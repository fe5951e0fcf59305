package io.aiopool.child;

import java.io.Closeable;
import java.io.IOException;

/**
 * Ends the reads that this process is blocked in when it begins to end. A JVM that halts
 * waits for threads in a system call, 300 ms in vain if they read what does not come; so
 * without this every worker, and every pool that is closed, would take that much longer.
 */
final class LastReads {

	/** Where the system does not let go of a read, the JVM waits as it always has. */
	private static final long PATIENCE_MILLIS = 100;

	private static volatile boolean ended;

	private LastReads() {
	}

	/**
	 * Closes something at the end, while shutdown hooks run.
	 * @param read what a thread may be blocked in
	 */
	static void closeAtExit(Closeable read) {
		try {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> close(read), "aiopool-last-read"));
		}
		catch (IllegalStateException ex) {
			// It has begun to end already, as an initializer may have it do
		}
	}

	/** On another thread, as a hook that hangs would keep the whole process. */
	private static void close(Closeable read) {
		ended = true;
		Thread closer = new Thread(() -> closeQuietly(read), "aiopool-last-read-closer");
		closer.setDaemon(true);
		closer.start();
		try {
			closer.join(PATIENCE_MILLIS);
		}
		catch (InterruptedException ex) {
			// By a hook that found this thread: then the end takes as long as it takes
		}
	}

	private static void closeQuietly(Closeable read) {
		try {
			read.close();
		}
		catch (IOException ex) {
			// It will not be read any more in any case
		}
	}

	/**
	 * Whether a read may have ended because this process ends, and for no other reason.
	 */
	static boolean haveEnded() {
		return ended;
	}

}
