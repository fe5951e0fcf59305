package io.aiopool.wire;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * An answer that a thread waits for and may give up. If it is too late for that, the
 * answer is about to come and is waited for, whatever happens: so nothing that was given
 * gets lost. Thread-safe.
 *
 * @param <T> type of the answer
 */
public final class Awaited<T> {

	private final CountDownLatch done = new CountDownLatch(1);

	private volatile @Nullable T answer;

	/**
	 * Wakes whoever waits.
	 * @param answer the answer; set once
	 */
	public void set(T answer) {
		this.answer = answer;
		this.done.countDown();
	}

	/**
	 * Tells whether there is an answer.
	 * @return whether it has been set
	 */
	public boolean isSet() {
		return this.done.getCount() == 0;
	}

	/**
	 * Waits for the answer, or gives up.
	 * @param timeout the longest wait, {@code null} for no limit
	 * @param giveUp says that nobody wants the answer any more; returns {@code false} if
	 * it comes all the same
	 * @return the answer, or {@code null} if it was given up at the end of the wait; the
	 * thread stays interrupted where that came too late
	 * @throws InterruptedException if the thread was interrupted and has given up
	 */
	public @Nullable T await(@Nullable Duration timeout, BooleanSupplier giveUp) throws InterruptedException {
		try {
			if (timeout != null && !this.done.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && giveUp.getAsBoolean()) {
				return null;
			}
			this.done.await();
			return this.answer;
		}
		catch (InterruptedException ex) {
			if (giveUp.getAsBoolean()) {
				throw ex;
			}
			T answer = awaitUninterruptibly();
			Thread.currentThread().interrupt();
			return answer;
		}
	}

	/**
	 * Waits for an answer that comes soon.
	 * @return the answer; the thread stays interrupted if it was or is meanwhile
	 */
	public T awaitUninterruptibly() {
		boolean interrupted = false;
		while (true) {
			try {
				this.done.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return Objects.requireNonNull(this.answer);
	}

}
