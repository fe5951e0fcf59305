package io.aiopool.child;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a task says of its progress, sent no more often than is of use: the latest word
 * every so many milliseconds, and the last one before the answer. Thread-safe by its own
 * lock, under which it also queues its messages, so that they keep their order.
 */
final class ProgressReport {

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final int MOST_CHARS = 1000;

	private final long task;

	private final int lane;

	private final Consumer<ChildMessage> sender;

	private long lastAt;

	private boolean begun;

	private boolean ended;

	/** Whether the timer is going to look again. */
	private boolean scheduled;

	/** Said, but not sent yet. */
	private ChildMessage.@Nullable Progress latest;

	ProgressReport(long task, int lane, Consumer<ChildMessage> sender) {
		this.task = task;
		this.lane = lane;
		this.sender = sender;
	}

	synchronized void report(double fraction, @Nullable String message) {
		if (Double.isNaN(fraction)) {
			throw new IllegalArgumentException("fraction must be a number from 0 to 1, but was NaN");
		}
		if (this.ended) {
			return;
		}
		this.latest = new ChildMessage.Progress(this.task, this.lane, Math.max(0, Math.min(1, fraction)), cut(message));
		sendWhenDue();
	}

	private void sendWhenDue() {
		long left = this.begun ? INTERVAL_NANOS - (System.nanoTime() - this.lastAt) : 0;
		if (left <= 0) {
			sendLatest();
		}
		else if (!this.scheduled) {
			this.scheduled = true;
			Later.run(this::lookAgain, left);
		}
	}

	/** It may be early: what was waited for may have been sent by the task meanwhile. */
	private synchronized void lookAgain() {
		this.scheduled = false;
		if (this.latest != null) {
			sendWhenDue();
		}
	}

	private static @Nullable String cut(@Nullable String message) {
		return (message == null || message.length() <= MOST_CHARS) ? message : message.substring(0, MOST_CHARS);
	}

	private void sendLatest() {
		if (this.latest != null) {
			this.begun = true;
			this.lastAt = System.nanoTime();
			this.sender.accept(this.latest);
			this.latest = null;
		}
	}

	/** The task is about to be answered. */
	synchronized void end() {
		sendLatest();
		this.ended = true;
	}

}
