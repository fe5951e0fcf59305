package io.aiopool.stream;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/**
 * The last step of a stream on its way to its subscriber: decodes items and delivers
 * them. A subscriber that throws, whatever it throws, has cancelled the stream. So has an
 * item that cannot be read. Reactor lets some errors through and never looks at the
 * stream again, which would keep the lane of the task for ever. As thread-safe as the
 * stream.
 */
public final class StreamDelivery extends FluxOperator<Object, Object> {

	private static final System.Logger LOGGER = System.getLogger(StreamDelivery.class.getName());

	private final Function<Object, Object> reading;

	private StreamDelivery(Flux<Object> items, Function<Object, Object> reading) {
		super(items);
		this.reading = reading;
	}

	/**
	 * Adds the step. Callers see a {@link Flux}, so that a worker loads this class, and
	 * Reactor with it, for its first stream and not before it is ready.
	 * @param items the items, not decoded
	 * @param reading decodes an item, returns a {@link Failed}, or throws
	 * @return the items, decoded
	 */
	public static Flux<Object> of(Flux<Object> items, Function<Object, Object> reading) {
		return new StreamDelivery(items, reading);
	}

	/**
	 * In place of an item: the stream has failed.
	 *
	 * @param failure what its subscriber is told
	 */
	public record Failed(Throwable failure) {
	}

	@Override
	public void subscribe(CoreSubscriber<? super Object> actual) {
		this.source.subscribe(new Delivery(actual, this.reading));
	}

	private static final class Delivery implements CoreSubscriber<Object>, Subscription {

		private final CoreSubscriber<? super Object> actual;

		private final Function<Object, Object> reading;

		private @Nullable Subscription upstream;

		/** Belongs to whoever delivers. */
		private boolean ended;

		Delivery(CoreSubscriber<? super Object> actual, Function<Object, Object> reading) {
			this.actual = actual;
			this.reading = reading;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription upstream) {
			this.upstream = upstream;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(Object item) {
			if (this.ended) {
				return;
			}
			Object value;
			try {
				value = this.reading.apply(item);
			}
			catch (Throwable ex) {
				value = new Failed(ex);
			}
			if (value instanceof Failed failed) {
				cancel();
				onError(failed.failure());
				return;
			}
			try {
				this.actual.onNext(value);
			}
			catch (Throwable ex) {
				refused(ex);
			}
		}

		private void refused(Throwable failure) {
			if (this.ended) {
				return;
			}
			cancel();
			try {
				LOGGER.log(System.Logger.Level.WARNING,
						"A subscriber of a stream failed with an item, so the stream is cancelled", failure);
				onError(failure);
			}
			catch (Throwable ex) {
				// It has been told, and the stream is cancelled.
			}
		}

		@Override
		public void onError(Throwable failure) {
			if (!this.ended) {
				this.ended = true;
				this.actual.onError(failure);
			}
		}

		@Override
		public void onComplete() {
			if (!this.ended) {
				this.ended = true;
				this.actual.onComplete();
			}
		}

		@Override
		public void request(long items) {
			if (this.upstream != null) {
				this.upstream.request(items);
			}
		}

		@Override
		public void cancel() {
			if (this.upstream != null) {
				this.upstream.cancel();
			}
		}

	}

}
