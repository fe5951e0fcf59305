package io.aiopool.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.aiopool.SharedQueue;
import io.aiopool.codec.Handles;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.payload.Payload;
import io.aiopool.queue.SharedQueues;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The objects that stay in this process when they are passed to a task: streams, known to
 * the worker as the n-th stream of the task, and queues, known by their number.
 * Thread-safe once connected.
 */
final class ParentHandles implements Handles {

	/** The kinds of handle, as {@code ChildHandles} knows them. */
	static final int FLUX = 1;

	static final int MONO = 2;

	static final int QUEUE = 3;

	private @Nullable SharedQueues queues;

	/**
	 * Where a thread collects streams, the innermost first. Never removed, which costs
	 * more than to encode a number; while a thread encodes nothing its stack is empty,
	 * and of the JDK's types, so that it keeps no class loader alive.
	 */
	private final ThreadLocal<Deque<List<Publisher<?>>>> streams = ThreadLocal.withInitial(ArrayDeque::new);

	/** Called once, before anything is encoded. */
	void connect(SharedQueues queues) {
		this.queues = queues;
	}

	/** What encodes. */
	interface Encoding {

		Payload encode() throws PayloadException;

	}

	/** Encodes arguments, the streams among which are to be collected. */
	Payload collecting(List<Publisher<?>> streams, Encoding encoding) throws PayloadException {
		// Hooks of arguments are code of users and may submit tasks of their own.
		Deque<List<Publisher<?>>> stack = this.streams.get();
		stack.push(streams);
		try {
			return encoding.encode();
		}
		finally {
			stack.pop();
		}
	}

	@Override
	public boolean stays(Class<?> type) {
		return Publisher.class.isAssignableFrom(type) || SharedQueues.isQueue(type);
	}

	@Override
	public Handle replace(Object value) throws PayloadException {
		if (value instanceof SharedQueue<?> queue) {
			return replace(queue);
		}
		List<Publisher<?>> collected = this.streams.get().peek();
		if (collected == null) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE,
					"A stream can only be passed as an argument of a task, or inside of one; send its items instead",
					value.getClass().getName(), null);
		}
		collected.add((Publisher<?>) value);
		return new Handle((value instanceof Mono<?>) ? MONO : FLUX, collected.size() - 1, 0);
	}

	private Handle replace(SharedQueue<?> queue) throws PayloadException {
		Long id = (this.queues != null) ? this.queues.idOf(queue) : null;
		if (id == null) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE,
					"A queue can only be passed to tasks of the pool that made it", queue.getClass().getName(), null);
		}
		return new Handle(QUEUE, id, queue.capacity());
	}

	@Override
	public Object resolve(Handle handle) throws PayloadException {
		SharedQueue<?> queue = (handle.kind() == QUEUE && this.queues != null) ? this.queues.find(handle.id()) : null;
		if (queue != null) {
			return queue;
		}
		throw new PayloadException(Kind.NOT_ALLOWED,
				"A handle of kind " + handle.kind() + " is not accepted here," + " or what it stands for is gone", null,
				null);
	}

}
