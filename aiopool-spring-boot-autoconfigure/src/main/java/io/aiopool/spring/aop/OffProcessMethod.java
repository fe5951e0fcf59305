package io.aiopool.spring.aop;

import java.lang.reflect.Method;

import io.aiopool.Invocation;
import io.aiopool.TaskOptions;
import io.aiopool.spring.adapter.ReturnTypeAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * All that is known of an annotated method before it is called. Immutable.
 *
 * @param targetType the class whose instance in the worker runs it
 * @param method the method of that class
 * @param pool name of its pool
 * @param name name of its tasks
 * @param options how they are run, but for the affinity key
 * @param affinityKey the key by arguments, if there is one
 * @param adapter what its callers get
 */
record OffProcessMethod(Class<?> targetType, Method method, String pool, String name, TaskOptions options,
		@Nullable AffinityKey affinityKey, ReturnTypeAdapter adapter) {

	/**
	 * Names the method for messages.
	 * @return class and method
	 */
	String describe() {
		return ClassUtils.getQualifiedMethodName(this.method, this.targetType);
	}

	Invocation invocation(@Nullable Object[] arguments) {
		return new Invocation(this.targetType, this.method, arguments);
	}

	TaskOptions options(@Nullable Object target, @Nullable Object[] arguments) {
		return (this.affinityKey != null) ? this.options.withAffinityKey(this.affinityKey.of(target, arguments))
				: this.options;
	}

}
