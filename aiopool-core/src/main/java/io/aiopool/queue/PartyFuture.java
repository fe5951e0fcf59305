package io.aiopool.queue;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.aiopool.queue.ElementQueue.Party;
import org.jspecify.annotations.Nullable;

/**
 * The future of a put or take. Whoever wants to complete it from outside, by cancellation
 * or a timeout, has to withdraw it from the queue first: so an element is never taken for
 * a future that is done already.
 */
final class PartyFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	private final ElementQueue queue;

	private volatile @Nullable Party party;

	PartyFuture(ElementQueue queue) {
		this.queue = queue;
	}

	/** Set before it is in the queue. */
	Party party(Party party) {
		this.party = party;
		return party;
	}

	void settle(Supplier<T> outcome) {
		try {
			super.complete(outcome.get());
		}
		catch (Throwable ex) {
			super.completeExceptionally(ex);
		}
	}

	private boolean withdraw() {
		Party party = this.party;
		return party != null && this.queue.withdraw(party);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return withdraw() ? super.cancel(mayInterruptIfRunning) : isCancelled();
	}

	@Override
	public boolean complete(T value) {
		return withdraw() && super.complete(value);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		return withdraw() && super.completeExceptionally(failure);
	}

}
