package io.aiopool.pool;

import java.time.Duration;

import io.aiopool.Invocation;
import io.aiopool.TaskOptions;
import io.aiopool.payload.Payload;
import io.aiopool.stream.StreamDelivery;
import io.aiopool.wire.ChildMessage;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tasks whose result is a stream of items. Demand crosses the process boundary, so that
 * never more than {@value #PREFETCH} items wait here; items are decoded and delivered on
 * callback threads.
 */
final class Streams {

	private static final int PREFETCH = 32;

	private final Engine engine;

	private final ContextCapture context;

	private final Scheduler scheduler;

	Streams(Engine engine, ContextCapture context) {
		this.engine = engine;
		this.context = context;
		// Also when the pool has ended: then the end of a stream is told all the same.
		this.scheduler = Schedulers.fromExecutor(engine::execute);
	}

	Flux<Object> stream(Invocation invocation, TaskOptions options) {
		return Flux.defer(() -> {
			Run run = new Run(this.engine.methods().call(invocation), this.context.addTo(options));
			Flux<Object> items = Flux.create(run::start, FluxSink.OverflowStrategy.BUFFER)
				.publishOn(this.scheduler, PREFETCH);
			return StreamDelivery.of(items, run::read);
		});
	}

	/** One subscription, and so one task. */
	private final class Run {

		private final Call call;

		private final TaskOptions options;

		private @Nullable Task task;

		private @Nullable StreamSink items;

		Run(Call call, TaskOptions options) {
			this.call = call;
			this.options = options;
		}

		void start(FluxSink<Object> sink) {
			StreamSink items = new StreamSink(sink, this::watch);
			Task task = Streams.this.engine.submissions().task(this.call, this.options, true, items);
			this.items = items;
			this.task = task;
			// Throws if it is not taken, and then there is nothing to be cancelled.
			Streams.this.engine.submit(task, false);
			sink.onDispose(() -> Streams.this.engine.cancel(task));
			sink.onRequest((items_) -> request(task, items, items_));
		}

		private void request(Task task, StreamSink items, long count) {
			items.requested(count);
			WorkerHandle worker = Streams.this.engine.demand(task, count);
			if (worker != null) {
				worker.flush();
			}
		}

		/**
		 * The deadline of a stream bounds each wait: for an item that was asked for, or
		 * else for its subscriber to take one.
		 */
		private void watch(long awaited) {
			Duration timeout = Streams.this.engine.settings().timeouts().of(this.options);
			Task task = this.task;
			if (timeout != null && task != null) {
				task.awaitsSubscriber = awaited <= 0;
				Streams.this.engine.deadlines().set(task, Streams.this.engine.now() + timeout.toNanos());
			}
		}

		private Object read(Object item) {
			Task task = this.task;
			StreamSink items = this.items;
			if (task == null || items == null) {
				throw new IllegalStateException("an item before the task");
			}
			items.taken();
			if (item instanceof ChildMessage.Failure failure) {
				return new StreamDelivery.Failed(Streams.this.engine.decode(task, failure));
			}
			Object value = Streams.this.engine.decode(task, (Payload) item);
			if (value == null) {
				throw new NullPointerException(task + " emitted null");
			}
			return value;
		}

	}

}
