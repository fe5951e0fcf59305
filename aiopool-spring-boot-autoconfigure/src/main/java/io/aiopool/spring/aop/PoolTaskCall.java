package io.aiopool.spring.aop;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;
import io.aiopool.spring.adapter.TaskCall;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A call of an annotated method that goes to a pool.
 *
 * @param pool the pool
 * @param method the method
 * @param target the bean, which stays here
 * @param arguments the arguments
 */
record PoolTaskCall(ProcessPool pool, OffProcessMethod method, @Nullable Object target,
		@Nullable Object[] arguments) implements TaskCall {

	@Override
	public String name() {
		return this.method.name();
	}

	@Override
	public boolean declares(Class<? extends Exception> type) {
		return Arrays.stream(this.method.method().getExceptionTypes())
			.anyMatch((declared) -> declared.isAssignableFrom(type));
	}

	@Override
	public @Nullable Object call() throws Throwable {
		return this.pool.call(this.method.invocation(this.arguments), this.method.options(this.target, this.arguments));
	}

	@Override
	public CompletableFuture<@Nullable Object> submit() {
		return this.pool.submit(this.method.invocation(this.arguments),
				this.method.options(this.target, this.arguments));
	}

	@Override
	public Flux<Object> stream() {
		return Flux.defer(() -> this.pool.stream(this.method.invocation(this.arguments),
				this.method.options(this.target, this.arguments)));
	}

}
