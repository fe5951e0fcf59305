package io.aiopool.child;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.aiopool.payload.Payload;
import io.aiopool.wire.Awaited;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Something that this process wants of a queue, until the parent has answered.
 * <p>
 * A take that is given up is over at once: an element that arrives later is sent back. A
 * put that is given up waits for the answer, since only the parent knows whether the
 * element is in the queue. Thread-safe: the answer and giving up race for {@code state}.
 */
final class QueueRequest {

	private final long number;

	private final boolean revocable;

	private final QueueAnswer nothing;

	private final ChildQueues queues;

	private final @Nullable RunningTask task = RunningTask.current();

	private final @Nullable Consumer<QueueAnswer> onAnswer;

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private final Awaited<QueueAnswer> answer = new Awaited<>();

	private final Runnable lease = this::abandon;

	private final AtomicBoolean cancelled = new AtomicBoolean();

	private volatile boolean abandoned;

	private enum State {

		WAITING, ANSWERED, GIVEN_UP

	}

	/**
	 * Creates a request that has not been sent.
	 * @param revocable whether it is over as soon as it is given up
	 * @param onAnswer told the answer on a thread for tasks, unless it is given up
	 */
	QueueRequest(long number, boolean revocable, ChildQueues queues, @Nullable Consumer<QueueAnswer> onAnswer) {
		this.number = number;
		this.revocable = revocable;
		this.nothing = new QueueAnswer(number, QueueStatus.NONE, 0, Payload.NOTHING);
		this.queues = queues;
		this.onAnswer = onAnswer;
	}

	long number() {
		return this.number;
	}

	/** It has been sent; it ends with the task that made it. */
	void sent() {
		if (this.task != null && !this.answer.isSet()) {
			this.task.lease(this.lease);
			if (this.answer.isSet()) {
				this.task.release(this.lease);
			}
		}
	}

	/** There is an answer; {@code false} if nobody wants it any more. */
	boolean claim() {
		return this.state.compareAndSet(State.WAITING, State.ANSWERED);
	}

	/** Wakes whoever waits, after the parent has been told that he gets it. */
	void complete(QueueAnswer answer) {
		settle(answer);
		tell(answer);
	}

	private void settle(QueueAnswer answer) {
		this.answer.set(answer);
		if (this.task != null) {
			this.task.release(this.lease);
		}
	}

	private void tell(QueueAnswer answer) {
		Consumer<QueueAnswer> told = this.onAnswer;
		if (told != null) {
			this.queues.later(this.task, () -> told.accept(answer));
		}
	}

	/** Returns {@code true} if it is over now, and has had no effect. */
	boolean giveUp() {
		if (!this.revocable) {
			cancel();
			return false;
		}
		if (!this.state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
			return false;
		}
		cancel();
		settle(this.nothing);
		return true;
	}

	private void cancel() {
		if (this.cancelled.compareAndSet(false, true)) {
			this.queues.cancel(this);
		}
	}

	/** The task that made it is over or cancelled. */
	private void abandon() {
		this.abandoned = true;
		if (giveUp()) {
			tell(this.nothing);
		}
	}

	/**
	 * Waits for the answer, or gives up.
	 * @param timeout the longest wait, {@code null} for no limit
	 */
	QueueAnswer await(@Nullable Duration timeout) throws InterruptedException {
		QueueAnswer given = this.answer.await(timeout, this::giveUp);
		QueueAnswer answer = (given != null) ? given : this.nothing;
		if (answer.status() == QueueStatus.NONE && Thread.interrupted()) {
			throw new InterruptedException();
		}
		if (answer.status() == QueueStatus.NONE && this.abandoned) {
			throw new CancellationException("The task that waited for a queue is over or cancelled");
		}
		return answer;
	}

	QueueAnswer awaitUninterruptibly() {
		return this.answer.awaitUninterruptibly();
	}

}
