package io.aiopool.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a channel, from any thread, without ever blocking or being interrupted
 * in it.
 * <p>
 * Writers combine: {@link #enqueue} only queues, and of the threads that {@link #flush}
 * at the same time one writes everything queued, the others return at once. The channel
 * is non-blocking, because a blocking one is closed when its thread is interrupted, and
 * threads that come by here are interrupted for a living. What the kernel does not take
 * is left to the {@link Flusher}, which goes on when there is room.
 * <p>
 * {@code staging}, {@code current} and the channel belong to the thread that raised
 * {@code work} from zero, handed on with it to the flusher.
 */
public final class FrameWriter implements Outbox {

	private static final int STAGING = 64 * 1024;

	/** Larger frames are not worth another copy. */
	private static final int MOST_NOTED = 512;

	private final SocketChannel channel;

	private final Flusher flusher;

	private final Consumer<IOException> onFailure;

	private final Queue<Frame> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger work = new AtomicInteger();

	private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING);

	private @Nullable Frame current;

	private volatile boolean failed;

	/** Whether the channel is full. */
	private volatile boolean congested;

	/**
	 * Creates a writer.
	 * @param channel the channel, in non-blocking mode
	 * @param flusher who goes on when the channel is full
	 * @param onFailure told once when writing fails; from then on frames are dropped
	 */
	public FrameWriter(SocketChannel channel, Flusher flusher, Consumer<IOException> onFailure) {
		this.channel = channel;
		this.flusher = flusher;
		this.onFailure = onFailure;
	}

	@Override
	public void enqueue(ParentMessage message) {
		enqueue(ParentMessages.frame(message));
	}

	/**
	 * Queues a message to the parent. Messages are written in the order of these calls.
	 * @param message the message
	 */
	public void enqueue(ChildMessage message) {
		enqueue(ChildMessages.frame(message));
	}

	/**
	 * Queues a message that is noted elsewhere too, so that it may wait to be flushed. It
	 * is noted only if all that was flushed before it has been handed to the system: who
	 * finds the note must not miss what was said earlier.
	 * @param message the message
	 * @param note notes the body of a frame, which it must not change, if it has room
	 * @return whether it has been noted
	 */
	public boolean enqueue(ChildMessage message, Predicate<ByteBuffer> note) {
		Frame frame = ChildMessages.frame(message);
		boolean noted = this.work.get() == 0 && frame.size() <= MOST_NOTED && note.test(frame.body());
		enqueue(frame);
		return noted;
	}

	void enqueue(Frame frame) {
		this.queue.add(frame);
	}

	@Override
	public void flush() {
		if (this.work.getAndIncrement() == 0) {
			drain();
		}
	}

	@Override
	public boolean holdsMoreThan(int messages) {
		int found = 0;
		for (Iterator<Frame> each = this.queue.iterator(); each.hasNext() && found <= messages; each.next()) {
			found++;
		}
		return found > messages;
	}

	/**
	 * Tells whether everything has been handed to the system.
	 * @return {@code true} if nothing is queued or being written
	 */
	public boolean isIdle() {
		return this.work.get() == 0 && this.queue.isEmpty();
	}

	/**
	 * Tells whether the other side does not read as fast as is written here.
	 * @return {@code true} while something waits for room in the channel
	 */
	public boolean isCongested() {
		return this.congested;
	}

	SocketChannel channel() {
		return this.channel;
	}

	/** Goes on after the channel was full; called by the flusher. */
	void resume() {
		this.congested = false;
		drain();
	}

	private void drain() {
		int seen = this.work.get();
		do {
			try {
				if (!this.failed && !writeAll()) {
					this.congested = true;
					this.flusher.resumeWhenWritable(this);
					return;
				}
			}
			catch (IOException | RuntimeException ex) {
				fail((ex instanceof IOException io) ? io : new IOException(ex));
			}
			if (this.failed) {
				this.queue.clear();
			}
			seen = this.work.addAndGet(-seen);
		}
		while (seen != 0);
	}

	/** Returns {@code false} if the channel is full. */
	private boolean writeAll() throws IOException {
		while (stage()) {
			this.staging.flip();
			try {
				while (this.staging.hasRemaining()) {
					if (this.channel.write(this.staging) == 0) {
						return false;
					}
				}
			}
			finally {
				this.staging.compact();
			}
		}
		return true;
	}

	/**
	 * Copies as much as there is room for; {@code false} if there is nothing to write.
	 */
	private boolean stage() {
		while (this.staging.hasRemaining()) {
			Frame frame = (this.current != null) ? this.current : this.queue.poll();
			if (frame == null) {
				break;
			}
			copy(frame.head());
			for (ByteBuffer next : frame.payload()) {
				copy(next);
			}
			this.current = (frame.size() > 0) ? frame : null;
		}
		return this.staging.position() > 0;
	}

	private void copy(ByteBuffer source) {
		int part = Math.min(source.remaining(), this.staging.remaining());
		this.staging.put(this.staging.position(), source, source.position(), part);
		this.staging.position(this.staging.position() + part);
		source.position(source.position() + part);
	}

	private void fail(IOException cause) {
		this.failed = true;
		this.current = null;
		this.queue.clear();
		this.onFailure.accept(cause);
	}

}
