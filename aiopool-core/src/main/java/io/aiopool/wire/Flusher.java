package io.aiopool.wire;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * Waits for full channels to have room and lets their writers go on. Thread-safe; its one
 * daemon thread is started when it is first needed, and serves all writers of a process
 * or pool.
 */
public final class Flusher implements AutoCloseable {

	private final String name;

	private final Queue<FrameWriter> waiting = new ConcurrentLinkedQueue<>();

	private final Selector selector;

	private @Nullable Thread thread;

	private volatile boolean closed;

	/**
	 * Creates a flusher.
	 * @param name name of its thread
	 */
	public Flusher(String name) {
		this.name = name;
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot open a selector for '" + name + "': " + ex.getMessage(), ex);
		}
	}

	void resumeWhenWritable(FrameWriter writer) {
		this.waiting.add(writer);
		// Its own thread looks there before it waits again.
		if (Thread.currentThread() != start()) {
			this.selector.wakeup();
		}
	}

	private synchronized @Nullable Thread start() {
		if (this.thread == null && !this.closed) {
			Thread thread = new Thread(this::run, this.name);
			thread.setDaemon(true);
			thread.start();
			this.thread = thread;
		}
		return this.thread;
	}

	private void run() {
		try (this.selector) {
			while (!this.closed) {
				watch();
				this.selector.select(this::resume);
			}
		}
		catch (IOException ex) {
			System.getLogger(Flusher.class.getName())
				.log(System.Logger.Level.ERROR, () -> "'" + this.name + "' stops: " + ex.getMessage(), ex);
		}
	}

	private void watch() {
		for (FrameWriter writer = this.waiting.poll(); writer != null; writer = this.waiting.poll()) {
			try {
				writer.channel().register(this.selector, SelectionKey.OP_WRITE, writer);
			}
			catch (ClosedChannelException | CancelledKeyException ex) {
				// The writer finds out by itself when it writes.
				writer.resume();
			}
		}
	}

	private void resume(SelectionKey key) {
		try {
			// The key stays; registering again only sets its interest anew.
			key.interestOps(0);
		}
		catch (CancelledKeyException ex) {
			// Its channel was closed between being found writable and this.
		}
		((FrameWriter) key.attachment()).resume();
	}

	@Override
	public synchronized void close() throws IOException {
		this.closed = true;
		if (this.thread != null) {
			this.selector.wakeup();
		}
		else {
			this.selector.close();
		}
	}

}
