package io.aiopool.pool;

import io.aiopool.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What is to be called: a method on an instance in the worker, or a body that travels as
 * the first argument.
 *
 * @param name name of the task unless it is given another one
 * @param method what the pool knows of this kind of task
 * @param plain whether the body holds a thread until it ends
 * @param arguments the arguments, with the body if there is one
 * @param invocation the method, if it is one
 */
record Call(String name, MethodEntry method, boolean plain, @Nullable Object[] arguments,
		@Nullable Invocation invocation) {

}
