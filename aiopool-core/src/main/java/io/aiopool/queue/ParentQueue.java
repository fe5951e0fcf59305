package io.aiopool.queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.aiopool.QueueClosedException;
import io.aiopool.SharedQueue;
import io.aiopool.payload.Payload;
import io.aiopool.queue.ElementQueue.Element;
import io.aiopool.queue.ElementQueue.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A queue as the process uses it in which it lives. Thread-safe.
 */
final class ParentQueue<T> implements SharedQueue<T> {

	private final long id;

	private final int capacity;

	private final ElementQueue elements;

	private final ElementCodec codec;

	private final Executor callbacks;

	ParentQueue(long id, int capacity, ElementCodec codec, Executor callbacks, Runnable onDrained) {
		this.id = id;
		this.capacity = capacity;
		this.elements = new ElementQueue(capacity, onDrained);
		this.codec = codec;
		this.callbacks = callbacks;
	}

	long id() {
		return this.id;
	}

	ElementQueue elements() {
		return this.elements;
	}

	@Override
	public void put(T element) throws InterruptedException {
		Waiter putter = new Waiter();
		this.elements.put(encode(element), putter, true);
		isPut(putter.await(this.elements, null));
	}

	@Override
	public boolean offer(T element) {
		Waiter putter = new Waiter();
		this.elements.put(encode(element), putter, false);
		return isPut(putter.awaitUninterruptibly());
	}

	@Override
	public boolean offer(T element, Duration timeout) throws InterruptedException {
		Waiter putter = new Waiter();
		this.elements.put(encode(element), putter, true);
		return isPut(putter.await(this.elements, timeout));
	}

	@Override
	public CompletableFuture<Void> putAsync(T element) {
		PartyFuture<Void> future = new PartyFuture<>(this.elements);
		Payload bytes;
		try {
			bytes = encode(element);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		this.elements.put(bytes, future.party((outcome, none) -> later(() -> future.settle(() -> {
			isPut(outcome);
			return null;
		}))), true);
		return future;
	}

	@Override
	public T take() throws InterruptedException {
		Waiter taker = new Waiter();
		this.elements.take(taker, true);
		return taken(taker.await(this.elements, null), taker).orElseThrow();
	}

	@Override
	public Optional<T> poll() {
		Waiter taker = new Waiter();
		this.elements.take(taker, false);
		return taken(taker.awaitUninterruptibly(), taker);
	}

	@Override
	public Optional<T> poll(Duration timeout) throws InterruptedException {
		Waiter taker = new Waiter();
		this.elements.take(taker, true);
		return taken(taker.await(this.elements, timeout), taker);
	}

	@Override
	public CompletableFuture<T> takeAsync() {
		PartyFuture<T> future = new PartyFuture<>(this.elements);
		this.elements.take(future.party((outcome, element) -> later(() -> future.settle(() -> taken(element)))), true);
		return future;
	}

	private Optional<T> taken(Outcome outcome, Waiter taker) {
		return (outcome == Outcome.NONE) ? Optional.empty() : Optional.of(taken(taker.element()));
	}

	@SuppressWarnings("unchecked")
	private T taken(@Nullable Element element) {
		if (element == null) {
			throw closed("is closed, and nothing is left in it");
		}
		this.elements.delivered(element, true);
		return (T) this.codec.decode(element.bytes());
	}

	private boolean isPut(Outcome outcome) {
		if (outcome == Outcome.CLOSED) {
			throw closed("is closed: the element was not put");
		}
		return outcome == Outcome.PUT;
	}

	private QueueClosedException closed(String how) {
		return new QueueClosedException(this + " " + how);
	}

	private Payload encode(T element) {
		return this.codec.encode(Objects.requireNonNull(element, "element"));
	}

	/** Futures are not completed on threads that serve workers. */
	private void later(Runnable settling) {
		this.callbacks.execute(settling);
	}

	@Override
	public int size() {
		return this.elements.size();
	}

	@Override
	public int capacity() {
		return this.capacity;
	}

	@Override
	public boolean isClosed() {
		return this.elements.isClosed();
	}

	@Override
	public void close() {
		this.elements.close();
	}

	@Override
	public String toString() {
		return "SharedQueue[capacity=" + this.capacity + "]";
	}

}
