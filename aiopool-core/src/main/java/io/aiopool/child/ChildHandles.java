package io.aiopool.child;

import io.aiopool.TaskContext;
import io.aiopool.codec.Handles;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes something of the handles among arguments: a stream is read from the parent, a
 * queue is used there. Thread-safe once connected.
 */
final class ChildHandles implements Handles {

	private static final int FLUX = 1;

	private static final int MONO = 2;

	private static final int QUEUE = 3;

	private @Nullable Inflows inflows;

	private @Nullable ChildQueues queues;

	/** Called once, before anything is decoded. */
	void connect(Inflows inflows, ChildQueues queues) {
		this.inflows = inflows;
		this.queues = queues;
	}

	@Override
	public boolean stays(Class<?> type) {
		return type == ChildQueue.class;
	}

	@Override
	public Handle replace(Object value) {
		ChildQueue<?> queue = (ChildQueue<?>) value;
		return new Handle(QUEUE, queue.id(), queue.capacity());
	}

	@Override
	public Object resolve(Handle handle) throws PayloadException {
		if (this.queues != null && handle.kind() == QUEUE) {
			return new ChildQueue<>(handle.id(), handle.detail(), this.queues);
		}
		Inflows inflows = this.inflows;
		if (inflows != null && handle.kind() == FLUX) {
			return inflows.flux(task(), (int) handle.id());
		}
		if (inflows != null && handle.kind() == MONO) {
			return inflows.flux(task(), (int) handle.id()).next();
		}
		throw new PayloadException(Kind.CORRUPT, "There are no handles of kind " + handle.kind(), null, null);
	}

	/** Arguments are decoded on the thread of their task. */
	private static RunningTask task() {
		return (RunningTask) TaskContext.current();
	}

}
