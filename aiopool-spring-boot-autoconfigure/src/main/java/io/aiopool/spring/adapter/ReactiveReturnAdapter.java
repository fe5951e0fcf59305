package io.aiopool.spring.adapter;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;

/**
 * Hands out a cold publisher: every subscription is a new task, and cancelling it cancels
 * the task. One that can have many items streams them.
 */
final class ReactiveReturnAdapter implements ReturnTypeAdapter {

	private final ReactiveAdapter adapter;

	ReactiveReturnAdapter(ReactiveAdapter adapter) {
		this.adapter = adapter;
	}

	@Override
	public Object adapt(TaskCall call) {
		Publisher<?> publisher = this.adapter.isMultiValue() ? call.stream()
				: Mono.fromFuture(() -> FutureAdapter.submit(call));
		return this.adapter.fromPublisher(publisher);
	}

}
