package io.aiopool.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.aiopool.payload.Payload;
import io.aiopool.queue.ElementQueue.Element;
import io.aiopool.queue.ElementQueue.Outcome;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one worker wants of queues, and the elements that are on their way to it. When the
 * worker ends, its requests are withdrawn and these elements go back. Thread-safe by its
 * own lock, which is not held while a queue is called.
 * <p>
 * What a worker can make this process remember is limited: beyond that, requests are
 * refused.
 */
final class WorkerRequests {

	/** So many requests of a worker may be open. */
	static final int MOST_REQUESTS = 1 << 14;

	private final WorkerHandle worker;

	/**
	 * So many bytes of elements may wait to be put, unless it is a single one, and so
	 * many may be on their way to the worker before it gets another.
	 */
	private final long mostBytes;

	private final Map<Long, Request> requests = new HashMap<>();

	/** Of elements that wait to be put. */
	private long bytes;

	/** Bytes of elements that are on their way to the worker. */
	private final AtomicLong inDelivery = new AtomicLong();

	private boolean ended;

	WorkerRequests(WorkerHandle worker, long mostBytes) {
		this.worker = worker;
		this.mostBytes = mostBytes;
	}

	void put(ElementQueue queue, ChildMessage.QueuePut put) throws ProtocolException {
		Request request = new Request(put.request(), queue, put.value().size());
		if (add(request, false)) {
			queue.put(put.value(), request, put.waits());
		}
	}

	void take(ElementQueue queue, ChildMessage.QueueTake take) throws ProtocolException {
		Request request = new Request(take.request(), queue, 0);
		if (add(request, !take.waits() && hasEnough())) {
			queue.take(request, take.waits());
		}
	}

	private boolean add(Request request, boolean refused) throws ProtocolException {
		synchronized (this) {
			if (this.ended) {
				return false;
			}
			if (this.requests.containsKey(request.number)) {
				throw new ProtocolException("a second request with the number " + request.number);
			}
			boolean full = refused || this.requests.size() == MOST_REQUESTS
					|| this.bytes > 0 && this.bytes + request.bytes > this.mostBytes;
			if (!full) {
				this.requests.put(request.number, request);
				this.bytes += request.bytes;
				return true;
			}
		}
		answer(request.number, QueueStatus.REFUSED, 0, Payload.NOTHING);
		return false;
	}

	/** It does not receive what it has been given. */
	private boolean hasEnough() {
		return this.inDelivery.get() >= this.mostBytes;
	}

	private void remove(Request request) {
		if (this.requests.remove(request.number, request)) {
			this.bytes -= request.bytes;
		}
	}

	/** The worker does not want to wait any longer. */
	void cancel(long number) throws ProtocolException {
		Request request;
		synchronized (this) {
			request = this.requests.get(number);
		}
		if (request == null) {
			this.worker.saidInVain();
		}
		else if (request.queue.withdraw(request)) {
			request.told(Outcome.NONE, null);
		}
	}

	/** An element has arrived in the worker, and was wanted there or not. */
	void receipt(long number, boolean taken) throws ProtocolException {
		Request request = withElement(number);
		Element element = (request != null) ? request.element : null;
		if (request == null || element == null) {
			this.worker.saidInVain();
		}
		else {
			boolean hadEnough = hasEnough();
			this.inDelivery.addAndGet(-element.size());
			request.queue.delivered(element, taken);
			if (hadEnough && !hasEnough()) {
				waitedFor().forEach(ElementQueue::askAgain);
			}
		}
	}

	/** The queues that have not answered yet. */
	private synchronized Set<ElementQueue> waitedFor() {
		return this.requests.values()
			.stream()
			.filter((request) -> request.element == null)
			.map((request) -> request.queue)
			.collect(Collectors.toSet());
	}

	private synchronized @Nullable Request withElement(long number) {
		Request request = this.requests.get(number);
		if (request == null || request.element == null) {
			return null;
		}
		remove(request);
		return request;
	}

	void ended() {
		List<Request> open;
		synchronized (this) {
			this.ended = true;
			open = new ArrayList<>(this.requests.values());
			this.requests.clear();
			this.bytes = 0;
		}
		for (Request request : open) {
			if (request.element != null) {
				request.queue.delivered(request.element, false);
			}
			else {
				request.queue.withdraw(request);
			}
		}
	}

	void answer(long number, QueueStatus status, int size, Payload value) {
		this.worker.send(new QueueAnswer(number, status, size, value));
	}

	/**
	 * One put or take; {@code element} is guarded by the lock of the worker's requests.
	 */
	private final class Request implements ElementQueue.Party {

		private final long number;

		private final ElementQueue queue;

		private final int bytes;

		private @Nullable Element element;

		Request(long number, ElementQueue queue, int bytes) {
			this.number = number;
			this.queue = queue;
			this.bytes = bytes;
		}

		@Override
		public boolean accepts(Element element) {
			if (hasEnough()) {
				return false;
			}
			WorkerRequests.this.inDelivery.addAndGet(element.size());
			return true;
		}

		@Override
		public void told(Outcome outcome, @Nullable Element element) {
			boolean late;
			synchronized (WorkerRequests.this) {
				late = WorkerRequests.this.ended;
				if (element == null) {
					remove(this);
				}
				else if (!late) {
					this.element = element;
				}
			}
			if (!late) {
				answer(this.number, status(outcome), 0, (element != null) ? element.bytes() : Payload.NOTHING);
			}
			else if (element != null) {
				this.queue.delivered(element, false);
			}
		}

		private static QueueStatus status(Outcome outcome) {
			return switch (outcome) {
				case PUT -> QueueStatus.DONE;
				case ELEMENT -> QueueStatus.ELEMENT;
				case NONE -> QueueStatus.NONE;
				case CLOSED -> QueueStatus.CLOSED;
			};
		}

	}

}
