package io.aiopool.pool;

import java.util.function.LongConsumer;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import reactor.core.publisher.FluxSink;

/**
 * Passes the items of a stream on, as bytes: they are decoded behind a change of threads.
 * Counts what was requested and has not come, for that wait is what the deadline of a
 * stream bounds.
 */
final class StreamSink implements TaskSink {

	private final FluxSink<Object> sink;

	/**
	 * Told the number of items that are awaited when a wait begins: for the next item, or
	 * if it is none, for the subscriber.
	 */
	private final LongConsumer onWait;

	private long awaited;

	private volatile boolean hasItems;

	private boolean ended;

	StreamSink(FluxSink<Object> sink, LongConsumer onWait) {
		this.sink = sink;
		this.onWait = onWait;
	}

	synchronized void requested(long items) {
		boolean waited = this.awaited > 0;
		this.awaited = (this.awaited + items < 0) ? Long.MAX_VALUE : this.awaited + items;
		if (!waited && !this.ended) {
			this.onWait.accept(this.awaited);
		}
	}

	/** The subscriber takes an item. */
	synchronized void taken() {
		if (this.awaited <= 0 && !this.ended) {
			this.onWait.accept(this.awaited);
		}
	}

	private synchronized void end() {
		this.ended = true;
	}

	@Override
	public void item(Payload value) {
		this.hasItems = true;
		synchronized (this) {
			this.awaited--;
			this.onWait.accept(this.awaited);
		}
		this.sink.next(value);
	}

	@Override
	public boolean hasItems() {
		return this.hasItems;
	}

	@Override
	public void succeed(Payload value) {
		end();
		this.sink.complete();
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		end();
		// Decoded by whoever gets the last item, in order.
		this.sink.next(failure);
		this.sink.complete();
	}

	@Override
	public void fail(Throwable failure) {
		end();
		this.sink.error(failure);
	}

}
