package io.aiopool.pool;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.aiopool.OffProcessException;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The streams that flow from here into tasks, as arguments. A worker subscribes to a
 * stream of a task that it has, as often as the task does, under numbers that it chooses.
 * Subscriptions end with their task, their worker or on their own. Thread-safe; code of
 * users runs on callback threads only.
 */
final class Inflows {

	/** So many subscriptions of a worker may be open. */
	private static final int MOST_SUBSCRIPTIONS = 1024;

	private final Payloads payloads;

	private final Function<Task, @Nullable WorkerHandle> workerOf;

	private final Executor callbacks;

	private final Map<Long, Source> sources = new ConcurrentHashMap<>();

	private final Map<Key, Inflow> inflows = new ConcurrentHashMap<>();

	/** Described once, as a worker may give cause for many. */
	private final Map<String, ParentMessage.Failure> refusals = new ConcurrentHashMap<>();

	/** A task and its streams. */
	private record Source(Task task, List<Publisher<?>> streams) {
	}

	private record Key(WorkerHandle worker, long subscription) {
	}

	Inflows(Payloads payloads, Function<Task, @Nullable WorkerHandle> workerOf, Executor callbacks) {
		this.payloads = payloads;
		this.workerOf = workerOf;
		this.callbacks = callbacks;
	}

	/** The streams of a task may be subscribed to until the task is over. */
	void open(Task task, List<Publisher<?>> streams) {
		if (!streams.isEmpty()) {
			this.sources.put(task.id, new Source(task, List.copyOf(streams)));
		}
	}

	/** The task has an outcome, or nobody waits for one. */
	void over(long task) {
		if (this.sources.remove(task) != null) {
			this.inflows.values().removeIf((inflow) -> inflow.task() == task && inflow.cancel());
		}
	}

	/** The worker takes no more items. Its streams end in the order of their begin. */
	void ended(WorkerHandle worker) {
		this.inflows.keySet()
			.stream()
			.filter((key) -> key.worker() == worker)
			.sorted(Comparator.comparingLong(Key::subscription))
			.forEach(this::cancel);
	}

	/** Returns whether there is such a subscription. */
	private boolean cancel(Key key) {
		Inflow inflow = this.inflows.remove(key);
		return inflow != null && inflow.cancel();
	}

	void received(WorkerHandle worker, ChildMessage message) throws ProtocolException {
		if (message instanceof ChildMessage.Subscribe subscribe) {
			worker.asked();
			subscribe(worker, subscribe);
		}
		else if (message instanceof ChildMessage.Request request) {
			worker.asked();
			Inflow inflow = this.inflows.get(new Key(worker, request.subscription()));
			if (inflow == null || !inflow.request(request.items())) {
				worker.saidInVain();
			}
		}
		else if (message instanceof ChildMessage.Unsubscribe unsubscribe
				&& !cancel(new Key(worker, unsubscribe.subscription()))) {
			worker.saidInVain();
		}
	}

	private void subscribe(WorkerHandle worker, ChildMessage.Subscribe message) throws ProtocolException {
		Key key = new Key(worker, message.subscription());
		Source source = this.sources.get(message.task());
		// Nobody gets at the stream of a task that he has not been given.
		if (source == null || this.workerOf.apply(source.task()) != worker || message.stream() < 0
				|| message.stream() >= source.streams().size()) {
			refuse(key, "The stream is not there any more: its task has been answered or given up");
			return;
		}
		if (this.inflows.keySet().stream().filter((open) -> open.worker() == worker).count() >= MOST_SUBSCRIPTIONS) {
			refuse(key, "The worker has " + MOST_SUBSCRIPTIONS + " subscriptions to streams open already, which is the"
					+ " most it may have. Subscribe to fewer at a time");
			return;
		}
		Inflow inflow = new Inflow(message.task(), source.streams().get(message.stream()), this.payloads,
				this.callbacks, (said) -> say(key, said));
		if (this.inflows.putIfAbsent(key, inflow) != null) {
			throw new ProtocolException("a second subscription with the number " + message.subscription());
		}
		inflow.start();
		if (!this.sources.containsKey(message.task()) && this.inflows.remove(key, inflow)) {
			// The task has been given up meanwhile.
			inflow.cancel();
		}
	}

	private void refuse(Key key, String why) {
		key.worker()
			.send(new ParentMessage.InflowEnd(key.subscription(), this.refusals.computeIfAbsent(why, this::refusal)));
	}

	private ParentMessage.Failure refusal(String why) {
		OffProcessException failure = new OffProcessException(why);
		failure.setStackTrace(new StackTraceElement[0]);
		return this.payloads.describe(failure);
	}

	private void say(Key key, Inflow.Said said) {
		if (said.value() != null) {
			key.worker().send(new ParentMessage.Inflow(key.subscription(), said.value()));
		}
		else if (this.inflows.remove(key) != null) {
			key.worker().send(new ParentMessage.InflowEnd(key.subscription(), said.failure()));
		}
	}

	/** A sink that ends the streams of a task with it. */
	TaskSink closing(long task, TaskSink sink) {
		return new ClosingSink(task, sink);
	}

	private final class ClosingSink extends PassingSink {

		private final long task;

		ClosingSink(long task, TaskSink sink) {
			super(sink);
			this.task = task;
		}

		@Override
		public void succeed(Payload value) {
			over(this.task);
			super.succeed(value);
		}

		@Override
		public void fail(ChildMessage.Failure failure) {
			over(this.task);
			super.fail(failure);
		}

		@Override
		public void fail(Throwable failure) {
			over(this.task);
			super.fail(failure);
		}

	}

}
