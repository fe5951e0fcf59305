package io.aiopool.child;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * The future of a put or take. Whoever wants to complete it from outside, by cancellation
 * or a timeout, has to give the request up first: so an element is never taken for a
 * future that is done already.
 */
final class QueueFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	private final Function<QueueAnswer, T> reading;

	private volatile @Nullable QueueRequest request;

	QueueFuture(Function<QueueAnswer, T> reading) {
		this.reading = reading;
	}

	QueueFuture<T> of(QueueRequest request) {
		this.request = request;
		return this;
	}

	/** On a thread for tasks. */
	void settle(QueueAnswer answer) {
		try {
			if (answer.status() == QueueStatus.NONE) {
				super.cancel(false);
			}
			else {
				super.complete(this.reading.apply(answer));
			}
		}
		catch (Throwable ex) {
			super.completeExceptionally(ex);
		}
	}

	private boolean giveUp() {
		QueueRequest request = this.request;
		return request != null && request.giveUp();
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return giveUp() ? super.cancel(mayInterruptIfRunning) : isCancelled();
	}

	@Override
	public boolean complete(T value) {
		return giveUp() && super.complete(value);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		return giveUp() && super.completeExceptionally(failure);
	}

}
