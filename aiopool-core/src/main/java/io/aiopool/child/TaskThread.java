package io.aiopool.child;

import org.jspecify.annotations.Nullable;

/**
 * A thread for code of users, which takes turns in reading what the parent says.
 * <p>
 * Who interrupts a thread that is reading closes the connection, and code of users keeps
 * references to the threads it ran on and interrupts them when it likes. So while this
 * thread reads it is deaf: an interrupt is of no effect, now or later.
 */
final class TaskThread extends Thread {

	/** Not a turn. */
	static final long NOTHING = -1;

	private final Object hearing = new Object();

	private boolean deaf;

	/** The turn in which it runs a body before it goes on. See {@link Commands}. */
	private long turn = NOTHING;

	/** Inherits nothing of the thread that makes it, which may have run code of users. */
	TaskThread(Runnable body, String name, @Nullable ClassLoader classLoader) {
		super(null, body, name, 0, false);
		setContextClassLoader(classLoader);
		setPriority(NORM_PRIORITY);
		setDaemon(true);
	}

	/** Told by itself. */
	void lends(long turn) {
		this.turn = turn;
	}

	/** Asked by itself. */
	boolean hasLent(long turn) {
		return this.turn == turn;
	}

	/** Interrupts are ignored from here on, one that has come in already included. */
	void deafen() {
		synchronized (this.hearing) {
			this.deaf = true;
			Thread.interrupted();
		}
	}

	void listen() {
		synchronized (this.hearing) {
			this.deaf = false;
		}
	}

	@Override
	public void interrupt() {
		synchronized (this.hearing) {
			if (!this.deaf) {
				super.interrupt();
			}
		}
	}

}
