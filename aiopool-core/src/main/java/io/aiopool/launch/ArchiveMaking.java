package io.aiopool.launch;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Makes the archive of a pool in the background when its first workers have had time to
 * start: once, and again only when what it was made of or the archive has been lost.
 * Thread-safe.
 */
final class ArchiveMaking implements AutoCloseable {

	/** The first workers, and the application that waits for them, come first. */
	private static final long DELAY_MILLIS = 1_000;

	private static final long MOST_SECONDS = 120;

	private final String thread;

	private final Start start;

	private final AtomicReference<@Nullable StartupArchive> begun = new AtomicReference<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	/** Starts the process that makes an archive. */
	interface Start {

		ChildProcess start(List<String> options) throws IOException;

	}

	ArchiveMaking(String pool, Start start) {
		this.thread = "aiopool-" + pool + "-archive";
		this.start = start;
	}

	/**
	 * A worker has been started; returns at once.
	 * @param archive the archive that others could start with
	 */
	void workerStarted(@Nullable StartupArchive archive) {
		if (archive != null && !archive.isMade() && this.begun.getAndSet(archive) != archive) {
			Threads.start(this.thread, () -> run(archive));
		}
	}

	private void run(StartupArchive archive) {
		try {
			if (!this.closed.await(DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
				archive.make(this::make);
			}
		}
		catch (InterruptedException ex) {
			// Nobody does; then there is none this time
		}
	}

	private void make(List<String> options) throws IOException, InterruptedException {
		ChildProcess process = this.start.start(options);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
		while (!process.onExit().isDone()) {
			if (this.closed.await(10, TimeUnit.MILLISECONDS) || System.nanoTime() - end > 0) {
				process.kill();
				throw new IOException("there was no time for it");
			}
		}
		int status = process.onExit().join();
		if (status != 0) {
			throw new IOException("its process ended with status " + status + ": " + process.outputTail());
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
