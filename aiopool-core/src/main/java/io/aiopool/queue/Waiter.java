package io.aiopool.queue;

import java.time.Duration;

import io.aiopool.queue.ElementQueue.Element;
import io.aiopool.queue.ElementQueue.Outcome;
import io.aiopool.wire.Awaited;
import org.jspecify.annotations.Nullable;

/**
 * A thread of this process that waits for its put or take. Used once.
 */
final class Waiter implements ElementQueue.Party {

	private final Awaited<Outcome> told = new Awaited<>();

	private @Nullable Element element;

	@Override
	public void told(Outcome outcome, @Nullable Element element) {
		this.element = element;
		this.told.set(outcome);
	}

	/**
	 * Waits until the party is told, or gives up: then nothing has happened.
	 * @param timeout the longest wait, {@code null} for no limit
	 */
	Outcome await(ElementQueue queue, @Nullable Duration timeout) throws InterruptedException {
		Outcome outcome = this.told.await(timeout, () -> queue.withdraw(this));
		return (outcome != null) ? outcome : Outcome.NONE;
	}

	/** Somebody is about to tell it. */
	Outcome awaitUninterruptibly() {
		return this.told.awaitUninterruptibly();
	}

	@Nullable Element element() {
		return this.element;
	}

}
