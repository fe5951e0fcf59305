package io.aiopool.pool;

import java.lang.reflect.Parameter;

import io.aiopool.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What is to be called: a method on an instance in the worker, or a body.
 *
 * @param name name of the task unless it is given another one
 * @param method what the pool knows of this kind of task
 * @param plain whether the body holds a thread until it ends
 * @param arguments the arguments, behind the body if that travels with them
 * @param invocation the method, if it is one
 */
record Call(String name, MethodEntry method, boolean plain, @Nullable Object[] arguments,
		@Nullable Invocation invocation) {

	/** Says which of the arguments that is, as users count them. */
	String describe(int index) {
		Object value = (index < this.arguments.length) ? this.arguments[index] : null;
		String type = (value != null) ? " (" + value.getClass().getName() + ")" : "";
		if (this.invocation != null) {
			Parameter parameter = this.invocation.method().getParameters()[index];
			return "argument " + (index + 1) + " '" + parameter.getName() + "'" + type;
		}
		int number = (this.method.body() != null) ? index + 1 : index;
		return ((number == 0) ? "the body" : "argument " + number) + type;
	}

}
