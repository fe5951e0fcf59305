package io.aiopool.spring.adapter;

import org.jspecify.annotations.Nullable;

/**
 * Turns a call into what the method's return type promises: a value, a future, a
 * publisher. Stateless and thread-safe.
 */
@FunctionalInterface
public interface ReturnTypeAdapter {

	/**
	 * Makes the call, or something that makes it.
	 * @param call the call
	 * @return what the caller of the method gets
	 * @throws Throwable what the caller of a blocking method gets instead
	 */
	@Nullable Object adapt(TaskCall call) throws Throwable;

}
