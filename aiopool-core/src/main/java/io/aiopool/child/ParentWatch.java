package io.aiopool.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * Ends this process when its parent is gone.
 *
 * <p>
 * The parent holds the other end of a pipe and never writes to it after the start. So it
 * ends exactly when the parent closes it or dies, in whatever way. Once this process ends
 * by itself, in bounded time, the watch ends too.
 */
final class ParentWatch {

	/** The exit status; nobody may be left to see it. */
	static final int PARENT_GONE = 86;

	/**
	 * The guard, if there is one, needs less. It stops all before it kills any, so it
	 * must not meet a tree of processes that is being killed from here: those that have
	 * lost their parent already are hard to find.
	 */
	private static final long GUARD_GRACE_MILLIS = 100;

	private ParentWatch() {
	}

	/**
	 * Opens the pipe from the parent once more, so that the watch does not depend on
	 * {@code System.in}, which tasks may close or replace. Where the system allows it,
	 * the parent has moved the pipe away from the standard input, which is empty then.
	 * @return a stream of its own where the system offers that
	 */
	static FileInputStream openInput() {
		try {
			return new FileInputStream(System.getProperty("aiopool.input", "/dev/fd/0"));
		}
		catch (IOException ex) {
			return new FileInputStream(FileDescriptor.in);
		}
	}

	/**
	 * Starts to watch. From now on {@code System.in} is empty: a task that reads it must
	 * not wait for ever, and one that closes it must not blind the watch.
	 * @param input from {@link #openInput()}, read up to the end of what the parent sends
	 */
	static void start(FileInputStream input) {
		System.setIn(InputStream.nullInputStream());
		FileChannel channel = input.getChannel();
		Thread thread = new Watcher(() -> run(channel));
		thread.setDaemon(true);
		thread.setPriority(Thread.MAX_PRIORITY);
		thread.start();
		LastReads.OF_THIS_PROCESS.closeAtExit(channel);
	}

	/**
	 * Ends this process as one whose parent is gone, with everything it has started.
	 * @param status the exit status
	 */
	static void leave(int status) {
		try {
			awaitGuard();
			ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
		}
		finally {
			// Whatever failed above, even for lack of memory. No shutdown hooks: they are
			// the users', and nobody is left who would stop them
			Runtime.getRuntime().halt(status);
		}
	}

	private static void awaitGuard() {
		try {
			Thread.sleep(GUARD_GRACE_MILLIS);
		}
		catch (InterruptedException ex) {
			// By a task that found this thread: then without the grace
		}
	}

	private static void run(FileChannel input) {
		if (awaitEnd(input)) {
			leave(PARENT_GONE);
		}
	}

	/** Returns {@code false} if this process ends by itself. */
	private static boolean awaitEnd(FileChannel input) {
		ByteBuffer unexpected = ByteBuffer.allocateDirect(1);
		try {
			while (input.read(unexpected) != -1) {
				// Nothing is expected, and nothing is of interest
				unexpected.clear();
			}
			return true;
		}
		catch (ClosedChannelException ex) {
			return !LastReads.OF_THIS_PROCESS.haveEnded();
		}
		catch (IOException ex) {
			// As good as its end: the watch would be blind
			return true;
		}
	}

	/** A task that found it and interrupted it would close what it reads. */
	private static final class Watcher extends Thread {

		Watcher(Runnable watch) {
			super(null, watch, "aiopool-parent-watch", 0, false);
		}

		@Override
		public void interrupt() {
			// Not here
		}

	}

}
