package io.aiopool.spring.inline;

import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.aiopool.Invocation;
import io.aiopool.TaskOptions;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ReflectionUtils;

/**
 * Calls of methods as tasks of a pool without processes. Thread-safe.
 */
@SuppressWarnings("NullAway") // a task may yield nothing
final class InlineInvocations {

	private final InlineTasks tasks;

	private final Function<Class<?>, Object> targets;

	InlineInvocations(InlineTasks tasks, Function<Class<?>, Object> targets) {
		this.tasks = tasks;
		this.targets = targets;
	}

	CompletableFuture<@Nullable Object> submit(Invocation invocation, TaskOptions options) {
		Crossing crossing = this.tasks.crossing();
		String name = name(invocation, options);
		return this.tasks.start(name, invocation, invocation.arguments(),
				(arguments) -> crossing.answer(name, InlineTasks.outcome(invoke(invocation, arguments))));
	}

	Flux<Object> stream(Invocation invocation, TaskOptions options) {
		Crossing crossing = this.tasks.crossing();
		String name = name(invocation, options);
		return Mono
			.fromFuture(() -> this.tasks.start(name, invocation, invocation.arguments(),
					(arguments) -> invoke(invocation, arguments)))
			.flatMapMany((publisher) -> Flux.from((Publisher<?>) publisher)
				.onErrorMap((failure) -> crossing.fail(name, failure))
				.map((item) -> Objects.requireNonNull(crossing.answer(name, item), "item")));
	}

	private static String name(Invocation invocation, TaskOptions options) {
		return (options.name() != null) ? options.name() : invocation.name();
	}

	private @Nullable Object invoke(Invocation invocation, @Nullable Object[] arguments) throws Exception {
		try {
			ReflectionUtils.makeAccessible(invocation.method());
			return invocation.method().invoke(this.targets.apply(invocation.targetType()), arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

}
