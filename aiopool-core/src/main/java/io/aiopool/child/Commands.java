package io.aiopool.child;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.aiopool.payload.Payload;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ParentMessages;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the parent says, on one thread at a time. To change threads for a quick body
 * costs more than the body, so the thread that reads runs it itself, and somebody else
 * takes over reading if it is not quick: as soon as it asks the parent for something, or
 * when the {@link #watch} finds it at the same body twice.
 * <p>
 * Turns are numbered: in even ones a thread reads, in odd ones that thread runs a body
 * and may lose its place. Whoever moves the number from odd to even has it: the thread
 * itself when the body has returned, or else another one. So exactly one thread reads,
 * and only ever between two bodies.
 */
final class Commands {

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/** So many ticks without a body, and the watch sleeps until there is one. */
	private static final int QUIET_TICKS = 4;

	private final FrameReader frames;

	private final Obedience obedience;

	private final Executor threads;

	private final Runnable onPause;

	private final AtomicLong turn = new AtomicLong();

	private volatile @Nullable Thread sleeper;

	private volatile boolean ended;

	private volatile @Nullable Throwable failure;

	/** What is done about a message. */
	interface Obedience {

		/** Returns a body that the calling thread is to run, or {@code null}. */
		@Nullable Runnable obey(ParentMessage message);

	}

	/**
	 * Creates the reading side of a worker.
	 * @param frames where the parent is heard
	 * @param obedience what is done about it
	 * @param threads gives a {@link TaskThread} to whoever asks
	 * @param onPause told when nothing more has come, and when a body is not quick
	 */
	Commands(FrameReader frames, Obedience obedience, Executor threads, Runnable onPause) {
		this.frames = frames;
		this.obedience = obedience;
		this.threads = threads;
		this.onPause = onPause;
	}

	/** Reads until the end of the connection, watching over the thread that does it. */
	void watch() throws IOException {
		this.threads.execute(this::read);
		long seen = this.turn.get();
		int quiet = 0;
		while (!this.ended) {
			LockSupport.parkNanos(this, TICK_NANOS);
			long now = this.turn.get();
			quiet = (now == seen) ? quiet + 1 : 0;
			seen = now;
			if (quiet > 0 && isLent(now)) {
				pass(now);
			}
			else if (quiet > QUIET_TICKS) {
				sleep(now);
			}
			// Code of users may have found this thread.
			Thread.interrupted();
		}
		rethrow(this.failure);
	}

	private void sleep(long seen) {
		this.sleeper = Thread.currentThread();
		if (this.turn.get() == seen && !this.ended) {
			LockSupport.park(this);
		}
		this.sleeper = null;
	}

	private void wake() {
		Thread sleeper = this.sleeper;
		if (sleeper != null) {
			this.sleeper = null;
			LockSupport.unpark(sleeper);
		}
	}

	private static void rethrow(@Nullable Throwable failure) throws IOException {
		if (failure instanceof IOException ex) {
			throw ex;
		}
		if (failure instanceof Error ex) {
			throw ex;
		}
		if (failure != null) {
			throw new IllegalStateException(failure);
		}
	}

	private static boolean isLent(long turn) {
		return (turn & 1) != 0;
	}

	/**
	 * The parent has been asked for something: if the thread that reads runs a body,
	 * which may be the one that waits for the answer, another one goes on reading.
	 */
	void passOn() {
		long now = this.turn.get();
		if (isLent(now)) {
			pass(now);
		}
	}

	private void pass(long lent) {
		if (!this.turn.compareAndSet(lent, lent + 1)) {
			return;
		}
		this.onPause.run();
		try {
			this.threads.execute(this::read);
		}
		catch (Throwable ex) {
			end(ex);
		}
	}

	/**
	 * Tells whether the calling thread goes on at once when the body that it runs has
	 * returned, since the next command has come already. If the body does not return in
	 * time, the pause is told by who takes over.
	 */
	boolean goesOn() {
		return Thread.currentThread() instanceof TaskThread me && me.hasLent(this.turn.get());
	}

	private void read() {
		TaskThread me = (TaskThread) Thread.currentThread();
		me.deafen();
		try {
			while (obeyNext(me)) {
				// Goes on as long as it has its place.
			}
		}
		catch (Throwable ex) {
			end(ex);
		}
		finally {
			me.listen();
		}
	}

	/** Returns {@code false} at the end, or when another thread goes on. */
	private boolean obeyNext(TaskThread me) throws IOException {
		if (!this.frames.hasFrame()) {
			this.onPause.run();
		}
		Payload frame = this.frames.read();
		if (frame == null) {
			end(null);
			return false;
		}
		Runnable body = this.obedience.obey(ParentMessages.read(frame));
		return body == null || run(body, me);
	}

	private boolean run(Runnable body, TaskThread me) {
		boolean more = this.frames.hasFrame();
		long lent = this.turn.incrementAndGet();
		me.lends(more ? lent : TaskThread.NOTHING);
		wake();
		me.listen();
		try {
			body.run();
		}
		finally {
			me.deafen();
		}
		return this.turn.compareAndSet(lent, lent + 1);
	}

	private void end(@Nullable Throwable failure) {
		this.failure = failure;
		this.ended = true;
		wake();
	}

}
