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

	private final Supplier<@Nullable TaskListener> listener;

	OffProcessInterceptor(OffProcessTypes types, Supplier<PoolRegistry> pools,
			Supplier<@Nullable TaskListener> listener) {
		this.types = types;
		this.pools = pools;
		this.listener = listener;
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
		TaskCall call = new PoolTaskCall(this.pools.get().get(method.pool()), method, target, arguments);
		TaskListener listening = this.listener.get();
		return (listening != null) ? new ObservedTaskCall(call, method.pool(), listening) : call;
	}

}
