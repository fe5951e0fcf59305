package io.aiopool.spring.aop;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.TaskOptions;
import io.aiopool.TaskTimings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/**
 * One task whose end somebody hears of, once. Thread-safe.
 */
final class ObservedTask {

	private final String pool;

	private final String name;

	private final TaskObservation observation;

	private final TaskTimings timings = new TaskTimings();

	private final long start = System.nanoTime();

	private final AtomicBoolean ended = new AtomicBoolean();

	ObservedTask(String pool, String name, TaskObservation observation) {
		this.pool = pool;
		this.name = name;
		this.observation = observation;
	}

	TaskObservation.Scope openScope() {
		return this.observation.openScope();
	}

	TaskOptions options(TaskOptions base) {
		TaskOptions options = base.withTimings(this.timings);
		Map<String, String> context = this.observation.context();
		if (context.isEmpty()) {
			return options;
		}
		Map<String, String> all = new HashMap<>(base.context());
		all.putAll(context);
		return options.withContext(all);
	}

	Flux<Object> observe(Flux<Object> items) {
		return items.doOnError(this::ended).doFinally((signal) -> {
			if (signal == SignalType.CANCEL) {
				ended(new CancellationException());
			}
			else if (signal == SignalType.ON_COMPLETE) {
				ended(null);
			}
		});
	}

	void ended(@Nullable Throwable failure) {
		if (this.ended.compareAndSet(false, true)) {
			this.observation.ended(new TaskEnd(this.pool, this.name, System.nanoTime() - this.start,
					this.timings.waited(), this.timings.ran(), cause(failure)));
		}
	}

	/** An interrupted caller has given the task up. */
	private static @Nullable Throwable cause(@Nullable Throwable failure) {
		if (failure instanceof InterruptedException) {
			return new CancellationException();
		}
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
