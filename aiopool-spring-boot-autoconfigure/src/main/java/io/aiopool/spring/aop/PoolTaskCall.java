package io.aiopool.spring.aop;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import io.aiopool.Invocation;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A call of an annotated method that goes to a pool, with options that are decided with
 * each task.
 *
 * @param pool the pool
 * @param method the method
 * @param target the bean, which stays here
 * @param arguments the arguments
 */
record PoolTaskCall(ProcessPool pool, OffProcessMethod method, @Nullable Object target, @Nullable Object[] arguments) {

	boolean declares(Class<? extends Exception> type) {
		return Arrays.stream(this.method.method().getExceptionTypes())
			.anyMatch((declared) -> declared.isAssignableFrom(type));
	}

	TaskOptions options() {
		return this.method.options(this.target, this.arguments);
	}

	@Nullable Object call(TaskOptions options, ContextView reactorContext) throws Throwable {
		return this.pool.call(invocation(reactorContext), options);
	}

	CompletableFuture<@Nullable Object> submit(TaskOptions options, ContextView reactorContext) {
		return this.pool.submit(invocation(reactorContext), options);
	}

	Flux<Object> stream(TaskOptions options, ContextView reactorContext) {
		return this.pool.stream(invocation(reactorContext), options);
	}

	boolean hasPublishers() {
		for (Object argument : this.arguments) {
			if (argument instanceof Flux || argument instanceof Mono) {
				return true;
			}
		}
		return false;
	}

	/** Streams among the arguments are subscribed to as if the caller did. */
	private Invocation invocation(ContextView reactorContext) {
		if (reactorContext.isEmpty() || !hasPublishers()) {
			return this.method.invocation(this.arguments);
		}
		@Nullable Object[] arguments = this.arguments.clone();
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i] instanceof Flux<?> flux) {
				arguments[i] = flux.contextWrite(reactorContext);
			}
			else if (arguments[i] instanceof Mono<?> mono) {
				arguments[i] = mono.contextWrite(reactorContext);
			}
		}
		return this.method.invocation(arguments);
	}

}
