package io.aiopool.child;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.RemoteTaskException;
import io.aiopool.TaskSerializationException;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.payload.Payload;
import io.aiopool.stream.StreamDelivery;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/**
 * The streams that flow from the parent into tasks. Never more than {@value #PREFETCH}
 * items of a subscription wait here, however much its subscriber asks for; items are
 * decoded and delivered on threads for tasks, never on the one that listens to the
 * parent. Thread-safe.
 */
final class Inflows {

	private static final int PREFETCH = 32;

	private final Reporter reporter;

	private final PayloadCodec codec;

	private final FailureCodec failures;

	private final Executor threads;

	private final AtomicLong numbers = new AtomicLong();

	private final Map<Long, FluxSink<Object>> subscriptions = new ConcurrentHashMap<>();

	/** How the stream failed in the parent, not decoded yet. */
	private static final class Failed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient ParentMessage.Failure failure;

		Failed(ParentMessage.Failure failure) {
			super(failure.text(), null, false, false);
			this.failure = failure;
		}

	}

	Inflows(Reporter reporter, PayloadCodec codec, FailureCodec failures, Executor threads) {
		this.reporter = reporter;
		this.codec = codec;
		this.failures = failures;
		this.threads = threads;
	}

	/** A stream of a task; every subscription to it subscribes to the original. */
	Flux<Object> flux(RunningTask task, int stream) {
		Executor executor = (body) -> this.threads.execute(() -> task.run(body));
		Flux<Object> items = Flux
			.<Object>create((sink) -> subscribe(task, stream, sink), FluxSink.OverflowStrategy.BUFFER)
			.publishOn(Schedulers.fromExecutor(executor), PREFETCH)
			.onErrorMap(Failed.class, (failed) -> decode(failed.failure));
		return StreamDelivery.of(items, (item) -> decode((Payload) item));
	}

	private void subscribe(RunningTask task, int stream, FluxSink<Object> sink) {
		long number = this.numbers.incrementAndGet();
		Runnable close = () -> sink
			.error(new CancellationException("task " + task.id() + " is over or cancelled, and its streams with it"));
		this.subscriptions.put(number, sink);
		this.reporter.ask(new ChildMessage.Subscribe(number, task.id(), stream));
		sink.onDispose(() -> {
			task.release(close);
			if (this.subscriptions.remove(number) != null) {
				this.reporter.send(new ChildMessage.Unsubscribe(number));
			}
		});
		sink.onRequest((items) -> {
			if (this.subscriptions.containsKey(number)) {
				this.reporter.ask(new ChildMessage.Request(number, items));
			}
		});
		task.lease(close);
	}

	void item(ParentMessage.Inflow item) {
		FluxSink<Object> sink = this.subscriptions.get(item.subscription());
		if (sink != null) {
			sink.next(item.value());
		}
	}

	void end(ParentMessage.InflowEnd end) {
		FluxSink<Object> sink = this.subscriptions.remove(end.subscription());
		if (sink == null) {
			return;
		}
		ParentMessage.Failure failure = end.failure();
		if (failure != null) {
			sink.error(new Failed(failure));
		}
		else {
			sink.complete();
		}
	}

	private Object decode(Payload item) {
		try {
			Object value = this.codec.unpack(item);
			if (value == null) {
				throw new NullPointerException("a stream has no null");
			}
			return value;
		}
		catch (PayloadException ex) {
			throw new TaskSerializationException(TaskSerializationException.Phase.ARG_DECODE,
					"An item of a stream cannot be read in the worker: " + ex.getMessage(), ex);
		}
	}

	private Throwable decode(ParentMessage.Failure failure) {
		String what = "The stream failed in the parent with ";
		try {
			if (!failure.exception().isEmpty()) {
				return this.failures.decode(failure.exception(), this,
						new FailureCodec.Origin(what, failure.stackTrace()));
			}
		}
		catch (PayloadException | RuntimeException | Error ex) {
			// An exception is code of users too: told in text.
		}
		return new RemoteTaskException(
				what + failure.type() + ": " + failure.text()
						+ " (the exception itself could not be carried). Stack trace:\n" + failure.stackTrace(),
				failure.type(), failure.stackTrace());
	}

}
