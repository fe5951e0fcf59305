package io.aiopool.child;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.aiopool.recorder.Journal;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.FrameWriter;

/**
 * Sends answers. Those of quick tasks are sent together, since to send one costs more
 * than such a task: an answer waits while its thread goes on with the next command that
 * has come. Meanwhile it is in the journal too, where the parent finds it if this process
 * ends. Thread-safe by its own lock.
 */
final class KeptAnswers {

	/** So that the parent has something to do while the next ones are made. */
	private static final int MOST = 32;

	private static final long LONGEST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private final FrameWriter writer;

	private final Journal journal;

	private volatile BooleanSupplier goesOn = () -> false;

	private int kept;

	private long keptSince;

	KeptAnswers(FrameWriter writer, Journal journal) {
		this.writer = writer;
		this.journal = journal;
	}

	/** Told on which threads an answer may wait, since there will be a flush soon. */
	void mayWaitWhile(BooleanSupplier goesOn) {
		this.goesOn = goesOn;
	}

	/** Sends an answer now or soon. */
	void send(RunningTask task, ChildMessage answer) {
		if (!this.goesOn.getAsBoolean()) {
			this.writer.enqueue(answer);
			this.writer.flush();
			return;
		}
		boolean waits = keep(task, answer);
		// Another thread may have taken over meanwhile, and have flushed before.
		if (!waits || !this.goesOn.getAsBoolean()) {
			flush();
		}
	}

	private synchronized boolean keep(RunningTask task, ChildMessage answer) {
		long now = System.nanoTime();
		if (this.kept++ == 0) {
			this.keptSince = now;
		}
		boolean noted = this.writer.enqueue(answer, (frame) -> this.journal.append(task.attempt(), frame));
		return noted && this.kept < MOST && now - this.keptSince < LONGEST_NANOS;
	}

	/** Sends what has waited. */
	synchronized void flush() {
		if (this.kept > 0) {
			this.kept = 0;
			this.writer.flush();
			if (this.writer.isIdle()) {
				this.journal.clear();
			}
		}
	}

}
