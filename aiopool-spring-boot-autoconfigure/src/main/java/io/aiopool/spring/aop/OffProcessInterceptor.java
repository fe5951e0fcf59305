package io.aiopool.spring.aop;

import java.util.function.Supplier;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.adapter.TaskCall;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * Sends calls of annotated methods to their pool instead of the bean. Thread-safe.
 */
final class OffProcessInterceptor implements MethodInterceptor {

	private final OffProcessTypes types;

	private final Supplier<PoolRegistry> pools;

	private final Supplier<@Nullable TaskObserver> observer;

	private final Supplier<ThreadContext> threads;

	OffProcessInterceptor(OffProcessTypes types, Supplier<PoolRegistry> pools,
			Supplier<@Nullable TaskObserver> observer, Supplier<ThreadContext> threads) {
		this.types = types;
		this.pools = pools;
		this.observer = observer;
		this.threads = threads;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		OffProcessMethod method = (target != null)
				? this.types.get(AopUtils.getTargetClass(target)).find(invocation.getMethod()) : null;
		if (method == null) {
			return invocation.proceed();
		}
		return method.adapter().adapt(call(method, target, invocation.getArguments()));
	}

	private TaskCall call(OffProcessMethod method, @Nullable Object target, @Nullable Object[] arguments) {
		PoolTaskCall call = new PoolTaskCall(this.pools.get().get(method.pool()), method, target, arguments);
		return new ObservedTaskCall(call, this.observer.get(), this.threads.get(), null);
	}

}
