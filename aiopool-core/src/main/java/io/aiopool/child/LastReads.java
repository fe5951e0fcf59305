package io.aiopool.child;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends the reads that this process is blocked in when it begins to end. A JVM that halts
 * waits for threads in a system call, 300 ms in vain if they read what does not come, and
 * all other threads stand still meanwhile; so without this every worker, and every pool
 * that is closed, would take that much longer. Thread-safe.
 */
final class LastReads {

	/** Those of the process, of which there is one. */
	static final LastReads OF_THIS_PROCESS = new LastReads();

	/** Where the system does not let go of a read, the JVM waits as it always has. */
	private static final long PATIENCE_MILLIS = 100;

	private final List<Closeable> reads = new CopyOnWriteArrayList<>();

	private volatile boolean ended;

	/**
	 * Closes something at the end: while shutdown hooks run, or by {@link #end()}.
	 * @param read what a thread may be blocked in
	 */
	void closeAtExit(Closeable read) {
		this.reads.add(read);
		try {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> end(read), "aiopool-last-read"));
		}
		catch (IllegalStateException ex) {
			// It has begun to end already, as an initializer may have it do
		}
	}

	/** Ends them now: for who is about to halt, where no shutdown hooks run. */
	void end() {
		this.reads.forEach(this::end);
	}

	/** On another thread, as a close that hangs would keep the whole process. */
	private void end(Closeable read) {
		this.ended = true;
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
	boolean haveEnded() {
		return this.ended;
	}

}
