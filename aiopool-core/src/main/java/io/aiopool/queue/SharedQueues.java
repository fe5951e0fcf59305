package io.aiopool.queue;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.aiopool.SharedQueue;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage.QueueStatus;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * The queues of a pool. Thread-safe; what workers want is done without blocking the
 * threads that serve them.
 * <p>
 * A queue is known to workers by a random number, so that a worker gets at none that has
 * not been handed to it. A number that is not known is that of a queue that has been
 * closed and emptied.
 */
public final class SharedQueues {

	private final SecureRandom random = new SecureRandom();

	private final Map<Long, ParentQueue<?>> queues = new ConcurrentHashMap<>();

	private final Map<WorkerHandle, WorkerRequests> requests = new ConcurrentHashMap<>();

	private final ElementCodec codec;

	private final Executor callbacks;

	private final long mostBytes;

	private volatile boolean closed;

	/**
	 * Creates a pool's set of queues, which is empty.
	 * @param codec encodes and decodes elements
	 * @param callbacks completes futures
	 * @param mostBytes so many bytes of elements of one worker may wait to be put
	 */
	public SharedQueues(ElementCodec codec, Executor callbacks, long mostBytes) {
		this.codec = codec;
		this.callbacks = callbacks;
		this.mostBytes = mostBytes;
	}

	/**
	 * Makes a queue.
	 * @param <T> type of the elements
	 * @param capacity so many elements wait at most, at least 1
	 * @return the queue, closed if the pool is
	 */
	public <T> SharedQueue<T> create(int capacity) {
		if (capacity < 1) {
			throw new IllegalArgumentException("capacity must be at least 1, but was " + capacity);
		}
		long id = this.random.nextLong();
		ParentQueue<T> queue = new ParentQueue<>(id, capacity, this.codec, this.callbacks,
				() -> this.queues.remove(id));
		this.queues.put(id, queue);
		if (this.closed) {
			queue.close();
		}
		return queue;
	}

	/**
	 * Tells whether instances of a class are queues of some pool.
	 * @param type the class
	 * @return whether it is the class of such queues
	 */
	public static boolean isQueue(Class<?> type) {
		return type == ParentQueue.class;
	}

	/**
	 * Returns the number of a queue.
	 * @param queue a queue of this or another pool
	 * @return its number, or {@code null} if it is not one of this pool
	 */
	public @Nullable Long idOf(SharedQueue<?> queue) {
		// A queue that is closed and empty is not known any more, but still may travel.
		boolean own = queue instanceof ParentQueue<?> one
				&& (this.queues.get(one.id()) == one || one.isClosed() && one.size() == 0);
		return own ? ((ParentQueue<?>) queue).id() : null;
	}

	/**
	 * Finds a queue.
	 * @param id its number
	 * @return the queue, or {@code null} if there is none any more
	 */
	public @Nullable SharedQueue<?> find(long id) {
		return this.queues.get(id);
	}

	/**
	 * A worker has said something, which may be about queues.
	 * @param worker the worker
	 * @param message what it said
	 * @throws ProtocolException if that is not what it may say
	 */
	public void received(WorkerHandle worker, ChildMessage message) throws ProtocolException {
		if (message instanceof ChildMessage.QueueTake take) {
			ElementQueue queue = queueFor(worker, take.queue(), take.request());
			if (queue != null) {
				requests(worker).take(queue, take);
			}
		}
		else if (message instanceof ChildMessage.QueuePut put) {
			ElementQueue queue = queueFor(worker, put.queue(), put.request());
			if (queue != null) {
				requests(worker).put(queue, put);
			}
		}
		else if (message instanceof ChildMessage.QueueReceipt receipt) {
			requests(worker).receipt(receipt.request(), receipt.taken());
		}
		else if (message instanceof ChildMessage.QueueCancel cancel) {
			requests(worker).cancel(cancel.request());
		}
		else if (message instanceof ChildMessage.QueueLook look) {
			look(worker, look);
		}
		else if (message instanceof ChildMessage.QueueClose close) {
			ParentQueue<?> queue = this.queues.get(close.queue());
			if (queue == null || queue.isClosed()) {
				worker.saidInVain();
			}
			else {
				queue.close();
			}
		}
	}

	private @Nullable ElementQueue queueFor(WorkerHandle worker, long id, long request) throws ProtocolException {
		worker.asked();
		ParentQueue<?> queue = this.queues.get(id);
		if (queue == null) {
			requests(worker).answer(request, QueueStatus.CLOSED, 0, Payload.NOTHING);
			return null;
		}
		return queue.elements();
	}

	private void look(WorkerHandle worker, ChildMessage.QueueLook look) throws ProtocolException {
		ElementQueue queue = queueFor(worker, look.queue(), look.request());
		if (queue != null) {
			requests(worker).answer(look.request(), queue.isClosed() ? QueueStatus.CLOSED : QueueStatus.DONE,
					queue.size(), Payload.NOTHING);
		}
	}

	private WorkerRequests requests(WorkerHandle worker) {
		return this.requests.computeIfAbsent(worker, (one) -> new WorkerRequests(one, this.mostBytes));
	}

	/**
	 * A worker has ended; what was on its way to it goes back.
	 * @param worker the worker
	 */
	public void ended(WorkerHandle worker) {
		WorkerRequests requests = this.requests.remove(worker);
		if (requests != null) {
			requests.ended();
		}
	}

	/** Closes all queues, those that are made later included. */
	public void close() {
		this.closed = true;
		List.copyOf(this.queues.values()).forEach(ParentQueue::close);
	}

}
