package io.aiopool.spring.adapter;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
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
		Publisher<?> publisher = this.adapter.isMultiValue()
				? Flux.deferContextual((context) -> call.in(context).stream())
				: Mono.deferContextual((context) -> Mono.fromFuture(FutureAdapter.submit(call.in(context))));
		return this.adapter.fromPublisher(publisher);
	}

}
