package io.aiopool.pool;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;

/**
 * Passes everything on to another sink; somebody who wants to know overrides what it
 * wants to know of.
 */
class PassingSink implements TaskSink {

	private final TaskSink sink;

	PassingSink(TaskSink sink) {
		this.sink = sink;
	}

	@Override
	public void succeed(Payload value) {
		this.sink.succeed(value);
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		this.sink.fail(failure);
	}

	@Override
	public void fail(Throwable failure) {
		this.sink.fail(failure);
	}

	@Override
	public void item(Payload value) {
		this.sink.item(value);
	}

	@Override
	public boolean hasItems() {
		return this.sink.hasItems();
	}

	@Override
	public void beginAnew() {
		this.sink.beginAnew();
	}

}
