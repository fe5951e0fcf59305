package io.aiopool;

import java.lang.reflect.Method;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A call of a method on an instance that lives in the worker: registered there by the
 * initializer, or built there once.
 *
 * @param targetType the class of the instance
 * @param method the method, declared by the class or a super type
 * @param arguments the arguments, not copied: they are encoded when the task is submitted
 */
public record Invocation(Class<?> targetType, Method method, @Nullable Object[] arguments) {

	public Invocation {
		Objects.requireNonNull(targetType, "targetType");
		Objects.requireNonNull(method, "method");
		if (method.getParameterCount() != arguments.length) {
			throw new IllegalArgumentException(method + " takes " + method.getParameterCount() + " arguments, but "
					+ arguments.length + " were given");
		}
		if (!method.getDeclaringClass().isAssignableFrom(targetType)) {
			throw new IllegalArgumentException(method + " is not a method of " + targetType.getName());
		}
	}

	/**
	 * Returns the default name of the task.
	 * @return {@code Class.method}, the class without its package
	 */
	public String name() {
		return this.targetType.getSimpleName() + "." + this.method.getName();
	}

}
