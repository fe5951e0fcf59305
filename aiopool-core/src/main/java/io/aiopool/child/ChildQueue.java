package io.aiopool.child;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.QueueClosedException;
import io.aiopool.SharedQueue;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;

/**
 * A queue of the parent as a worker uses it. Thread-safe.
 */
final class ChildQueue<T> implements SharedQueue<T> {

	private final long id;

	private final int capacity;

	private final ChildQueues queues;

	private final AtomicBoolean closed = new AtomicBoolean();

	ChildQueue(long id, int capacity, ChildQueues queues) {
		this.id = id;
		this.capacity = capacity;
		this.queues = queues;
	}

	long id() {
		return this.id;
	}

	@Override
	public void put(T element) throws InterruptedException {
		isPut(this.queues.put(this.id, this.queues.encode(element), true, null).await(null));
	}

	@Override
	public boolean offer(T element) {
		return isPut(this.queues.put(this.id, this.queues.encode(element), false, null).awaitUninterruptibly());
	}

	@Override
	public boolean offer(T element, Duration timeout) throws InterruptedException {
		return isPut(this.queues.put(this.id, this.queues.encode(element), true, null).await(timeout));
	}

	@Override
	@SuppressWarnings("NullAway") // the only Void there is
	public CompletableFuture<Void> putAsync(T element) {
		try {
			QueueFuture<Void> future = new QueueFuture<>((answer) -> {
				isPut(answer);
				return null;
			});
			return future.of(this.queues.put(this.id, this.queues.encode(element), true, future::settle));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public T take() throws InterruptedException {
		return taken(this.queues.take(this.id, true, null).await(null)).orElseThrow();
	}

	@Override
	public Optional<T> poll() {
		return taken(this.queues.take(this.id, false, null).awaitUninterruptibly());
	}

	@Override
	public Optional<T> poll(Duration timeout) throws InterruptedException {
		return taken(this.queues.take(this.id, true, null).await(timeout));
	}

	@Override
	public CompletableFuture<T> takeAsync() {
		QueueFuture<T> future = new QueueFuture<>((answer) -> taken(answer).orElseThrow());
		return future.of(this.queues.take(this.id, true, future::settle));
	}

	@SuppressWarnings("unchecked")
	private Optional<T> taken(QueueAnswer answer) {
		if (answer.status() == QueueStatus.CLOSED) {
			throw new QueueClosedException(this + " is closed, and nothing is left in it");
		}
		verifyAccepted(answer);
		return (answer.status() == QueueStatus.ELEMENT) ? Optional.of((T) this.queues.decode(answer.value()))
				: Optional.empty();
	}

	private boolean isPut(QueueAnswer answer) {
		if (answer.status() == QueueStatus.CLOSED) {
			throw new QueueClosedException(this + " is closed: the element was not put");
		}
		verifyAccepted(answer);
		return answer.status() == QueueStatus.DONE;
	}

	private void verifyAccepted(QueueAnswer answer) {
		if (answer.status() == QueueStatus.REFUSED) {
			throw new IllegalStateException(
					this + " was not asked: too many puts and takes of this worker wait already."
							+ " Let some of them end first");
		}
	}

	@Override
	public int size() {
		return this.queues.look(this.id).awaitUninterruptibly().size();
	}

	@Override
	public int capacity() {
		return this.capacity;
	}

	@Override
	public boolean isClosed() {
		return this.queues.look(this.id).awaitUninterruptibly().status() == QueueStatus.CLOSED;
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.queues.close(this.id);
		}
	}

	@Override
	public String toString() {
		return "SharedQueue[capacity=" + this.capacity + "]";
	}

}
