package io.aiopool;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A plain body of two arguments. A lambda or method reference travels to the worker as
 * its method and what it captures.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface RemoteBiFunction<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
		extends Serializable {

	/**
	 * Runs the body in the worker.
	 * @param first the first argument
	 * @param second the second argument
	 * @return the result
	 * @throws Exception what the caller is to get
	 */
	R apply(A first, B second) throws Exception;

}
