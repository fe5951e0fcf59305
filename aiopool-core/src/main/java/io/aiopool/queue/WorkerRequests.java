package io.aiopool.queue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.queue.ElementQueue.Element;
import io.aiopool.queue.ElementQueue.Outcome;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one worker wants of queues, and the elements that are on their way to it. When the
 * worker ends, its requests are withdrawn and these elements go back. Thread-safe by its
 * own lock, which is not held while a queue is called.
 */
final class WorkerRequests {

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final WorkerHandle worker;

	private final Map<Long, Request> requests = new HashMap<>();

	private boolean ended;

	WorkerRequests(WorkerHandle worker) {
		this.worker = worker;
	}

	void put(ElementQueue queue, ChildMessage.QueuePut put) {
		Request request = new Request(put.request(), queue);
		if (add(request)) {
			queue.put(put.value(), request, put.waits());
		}
	}

	void take(ElementQueue queue, ChildMessage.QueueTake take) {
		Request request = new Request(take.request(), queue);
		if (add(request)) {
			queue.take(request, take.waits());
		}
	}

	private synchronized boolean add(Request request) {
		return !this.ended && this.requests.putIfAbsent(request.number, request) == null;
	}

	/** The worker does not want to wait any longer. */
	void cancel(long number) {
		Request request;
		synchronized (this) {
			request = this.requests.get(number);
		}
		if (request != null && request.queue.withdraw(request)) {
			request.told(Outcome.NONE, null);
		}
	}

	/** An element has arrived in the worker, and was wanted there or not. */
	void receipt(long number, boolean taken) {
		Request request = withElement(number);
		if (request != null && request.element != null) {
			request.queue.delivered(request.element, taken);
		}
	}

	private synchronized @Nullable Request withElement(long number) {
		Request request = this.requests.get(number);
		if (request == null || request.element == null) {
			return null;
		}
		this.requests.remove(number);
		return request;
	}

	void ended() {
		List<Request> open;
		synchronized (this) {
			this.ended = true;
			open = new ArrayList<>(this.requests.values());
			this.requests.clear();
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

	void answer(long number, QueueStatus status, int size, ByteBuffer value) {
		this.worker.send(new QueueAnswer(number, status, size, value));
	}

	/**
	 * One put or take; {@code element} is guarded by the lock of the worker's requests.
	 */
	private final class Request implements ElementQueue.Party {

		private final long number;

		private final ElementQueue queue;

		private @Nullable Element element;

		Request(long number, ElementQueue queue) {
			this.number = number;
			this.queue = queue;
		}

		@Override
		public void told(Outcome outcome, @Nullable Element element) {
			boolean late;
			synchronized (WorkerRequests.this) {
				late = WorkerRequests.this.ended;
				if (element == null) {
					WorkerRequests.this.requests.remove(this.number);
				}
				else if (!late) {
					this.element = element;
				}
			}
			if (!late) {
				answer(this.number, status(outcome), 0, (element != null) ? element.bytes() : NOTHING);
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
