package io.aiopool.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Questions to workers that are answered once, late, or never. Thread-safe; whoever asked
 * hears of it on the timer thread, as the one that serves the worker must not be kept.
 */
final class WorkerQueries {

	private final PoolTimer timer;

	private final Map<Request, Consumer<@Nullable ChildMessage>> open = new ConcurrentHashMap<>();

	private record Request(WorkerHandle worker, int number) {
	}

	WorkerQueries(PoolTimer timer) {
		this.timer = timer;
	}

	/**
	 * Asks a worker.
	 * @param worker the worker
	 * @param answer the message that answers it
	 * @param question makes the message of its number
	 * @param nanos how long to wait
	 * @param next told the answer; {@code null} if it does not come in time, or if the
	 * worker ends before
	 */
	void ask(WorkerHandle worker, Class<? extends ChildMessage> answer, IntFunction<ParentMessage> question, long nanos,
			Consumer<@Nullable ChildMessage> next) {
		Request request = new Request(worker, worker.questions().next(answer));
		this.open.put(request, next);
		worker.send(question.apply(request.number()));
		if (!this.timer.later(nanos, () -> close(request, null))) {
			close(request, null);
		}
	}

	/** A worker said something, which may be an answer. */
	void received(WorkerHandle worker, ChildMessage message) {
		if (message instanceof ChildMessage.Dump dump) {
			answered(new Request(worker, dump.request()), message);
		}
		else if (message instanceof ChildMessage.Built built) {
			answered(new Request(worker, built.request()), message);
		}
	}

	/** Nobody waits for what comes too late. */
	private void answered(Request request, ChildMessage message) {
		if (this.open.containsKey(request)) {
			this.timer.later(0, () -> close(request, message));
		}
	}

	/** It answers no more. */
	void ended(WorkerHandle worker) {
		for (Request request : this.open.keySet()) {
			if (request.worker() == worker) {
				this.timer.later(0, () -> close(request, null));
			}
		}
	}

	private void close(Request request, @Nullable ChildMessage answer) {
		Consumer<@Nullable ChildMessage> next = this.open.remove(request);
		if (next != null) {
			next.accept(answer);
		}
	}

	/** The timer has ended: nobody hears of anything any other way. */
	void close() {
		this.open.keySet().forEach((request) -> close(request, null));
	}

}
