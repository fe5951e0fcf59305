package io.aiopool.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/**
 * The elements of a publisher, requested so that never more than a fixed number waits
 * here. Polled by one thread at a time; the publisher signals on any.
 */
final class PublishedSource implements MapSource, CoreSubscriber<Object> {

	private final Publisher<?> input;

	private final Queue<Object> elements = new ConcurrentLinkedQueue<>();

	private Runnable onAvailable = () -> {
	};

	private volatile @Nullable Subscription subscription;

	private volatile boolean ended;

	private volatile boolean cancelled;

	private volatile @Nullable Throwable failure;

	private int most;

	/** Elements polled and not yet replaced by a request. */
	private int polled;

	PublishedSource(Publisher<?> input) {
		this.input = input;
	}

	@Override
	public void begin(int most, Runnable onAvailable) {
		this.most = most;
		this.onAvailable = onAvailable;
		Flux.from(this.input).subscribe(this);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		if (this.cancelled) {
			subscription.cancel();
		}
		else {
			subscription.request(this.most);
		}
	}

	@Override
	public void onNext(Object element) {
		this.elements.add(element);
		this.onAvailable.run();
	}

	@Override
	public void onError(Throwable failure) {
		this.failure = failure;
		onComplete();
	}

	@Override
	public void onComplete() {
		this.ended = true;
		this.onAvailable.run();
	}

	@Override
	public Object poll() {
		// Read before the queue is: what came before the end is still in it.
		boolean ended = this.ended;
		Object element = this.elements.poll();
		if (element != null) {
			replace();
			return element;
		}
		Throwable failure = this.failure;
		if (ended && failure != null) {
			throw Exceptions.propagate(failure);
		}
		return ended ? END : NONE;
	}

	private void replace() {
		this.polled++;
		Subscription subscription = this.subscription;
		if (this.polled >= (this.most + 1) / 2 && subscription != null) {
			int again = this.polled;
			this.polled = 0;
			subscription.request(again);
		}
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public long total() {
		return -1;
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		Subscription subscription = this.subscription;
		if (subscription != null) {
			subscription.cancel();
		}
	}

}
