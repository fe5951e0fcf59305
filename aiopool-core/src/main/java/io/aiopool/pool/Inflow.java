package io.aiopool.pool;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * One subscription of a worker to a stream of this process. Whatever a worker wants of
 * the stream is noted by the thread that serves the worker and done on a callback thread,
 * one thing after the other, as {@code work} counts. Thread-safe.
 */
final class Inflow implements CoreSubscriber<Object> {

	/**
	 * So many items at most may be asked for and not have come, whatever a worker says;
	 * it asks for fewer by itself.
	 */
	private static final long MOST_AWAITED = 256;

	private final long task;

	private final Publisher<?> publisher;

	private final Payloads payloads;

	private final Executor callbacks;

	private final Consumer<Said> out;

	private final AtomicInteger work = new AtomicInteger();

	private final AtomicLong wanted = new AtomicLong();

	private final AtomicLong awaited = new AtomicLong();

	private final AtomicBoolean over = new AtomicBoolean();

	/** Belongs to whoever has the turn. */
	private boolean subscribed;

	private volatile @Nullable Subscription subscription;

	/**
	 * Something to be told to the worker: an item, or the end if there is none.
	 *
	 * @param value the encoded item
	 * @param failure how the stream failed; {@code null} if it is complete
	 */
	record Said(@Nullable Payload value, ParentMessage.@Nullable Failure failure) {
	}

	Inflow(long task, Publisher<?> publisher, Payloads payloads, Executor callbacks, Consumer<Said> out) {
		this.task = task;
		this.publisher = publisher;
		this.payloads = payloads;
		this.callbacks = callbacks;
		this.out = out;
	}

	long task() {
		return this.task;
	}

	void start() {
		turn();
	}

	/** Returns {@code false} if no more may be asked for. */
	boolean request(long items) {
		long room = MOST_AWAITED - this.awaited.get() - this.wanted.get();
		if (items <= 0 || room <= 0) {
			return false;
		}
		this.wanted.addAndGet(Math.min(items, room));
		turn();
		return true;
	}

	/** Ends it from this side; returns {@code true} always. */
	boolean cancel() {
		this.over.set(true);
		turn();
		return true;
	}

	private void turn() {
		if (this.work.getAndIncrement() == 0) {
			this.callbacks.execute(this::turns);
		}
	}

	private void turns() {
		int seen = this.work.get();
		do {
			try {
				act();
			}
			catch (Throwable ex) {
				// It is cancelled in another turn, unless that is what has failed.
				if (!this.over.get()) {
					this.work.incrementAndGet();
				}
				fail(ex);
			}
			seen = this.work.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void act() {
		if (!this.subscribed && !this.over.get()) {
			this.subscribed = true;
			this.publisher.subscribe(this);
		}
		Subscription subscription = this.subscription;
		if (subscription == null) {
			return;
		}
		if (this.over.get()) {
			subscription.cancel();
			return;
		}
		long items = this.wanted.get();
		if (items > 0) {
			this.awaited.addAndGet(items);
			this.wanted.addAndGet(-items);
			subscription.request(items);
		}
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		turn();
	}

	@Override
	public void onNext(Object item) {
		if (this.over.get()) {
			return;
		}
		try {
			this.awaited.decrementAndGet();
			this.out.accept(new Said(this.payloads.encodeItem(item), null));
		}
		catch (Throwable ex) {
			fail(ex);
			turn();
		}
	}

	/**
	 * The publisher or an item of it has failed in a way that no publisher may. The
	 * worker is told, and the next turn cancels what there is to be cancelled.
	 */
	private void fail(Throwable failure) {
		try {
			onError(failure);
		}
		catch (Throwable ex) {
			// Nothing can be made of it, for want of memory perhaps: the worker waits no
			// longer all the same.
			this.out.accept(new Said(null, Payloads.indescribable(failure)));
		}
	}

	@Override
	public void onError(Throwable failure) {
		if (this.over.compareAndSet(false, true)) {
			this.out.accept(new Said(null, this.payloads.describe(failure)));
		}
	}

	@Override
	public void onComplete() {
		if (this.over.compareAndSet(false, true)) {
			this.out.accept(new Said(null, null));
		}
	}

}
