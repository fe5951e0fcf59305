package io.aiopool.pool;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;

/**
 * Where the outcome of a task goes. Exactly one of {@code succeed} and the two kinds of
 * failure is called, once, after the last item; by threads that serve workers, so nothing
 * of a user's may run in these methods.
 */
interface TaskSink {

	/** The task ended well. */
	void succeed(Payload value);

	/** The task failed in its worker. */
	void fail(ChildMessage.Failure failure);

	/** The task failed here. */
	void fail(Throwable failure);

	/** The task, a stream, has an item. */
	default void item(Payload value) {
		throw new IllegalStateException("an item of a task that is no stream");
	}

	/** Whether somebody may have seen an item, so that the task cannot begin anew. */
	default boolean hasItems() {
		return false;
	}

	/** The task begins anew in another worker. */
	default void beginAnew() {
	}

}
