package io.aiopool.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.aiopool.queue.ElementQueue.Element;
import io.aiopool.queue.ElementQueue.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A thread of this process that waits for its put or take. Used once.
 */
final class Waiter implements ElementQueue.Party {

	private final CountDownLatch done = new CountDownLatch(1);

	private Outcome outcome = Outcome.NONE;

	private @Nullable Element element;

	@Override
	public void told(Outcome outcome, @Nullable Element element) {
		this.outcome = outcome;
		this.element = element;
		this.done.countDown();
	}

	/**
	 * Waits until the party is told, or gives up: then nothing has happened.
	 * @param timeout the longest wait, {@code null} for no limit
	 */
	Outcome await(ElementQueue queue, @Nullable Duration timeout) throws InterruptedException {
		try {
			if (timeout == null) {
				this.done.await();
			}
			else if (!this.done.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && !queue.withdraw(this)) {
				this.done.await();
			}
			return this.outcome;
		}
		catch (InterruptedException ex) {
			if (queue.withdraw(this)) {
				throw ex;
			}
			awaitUninterruptibly();
			Thread.currentThread().interrupt();
			return this.outcome;
		}
	}

	/** Somebody is about to tell it. */
	Outcome awaitUninterruptibly() {
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
		return this.outcome;
	}

	@Nullable Element element() {
		return this.element;
	}

}
