package io.aiopool;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A plain body of one argument. A lambda or method reference travels to the worker as its
 * method and what it captures.
 *
 * @param <A> type of the argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface RemoteFunction<A extends @Nullable Object, R extends @Nullable Object> extends Serializable {

	/**
	 * Runs the body in the worker.
	 * @param argument the argument
	 * @return the result
	 * @throws Exception what the caller is to get
	 */
	R apply(A argument) throws Exception;

}
