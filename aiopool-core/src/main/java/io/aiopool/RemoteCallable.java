package io.aiopool;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A plain body without argument. A lambda or method reference travels to the worker as
 * its method and what it captures.
 *
 * @param <R> type of the result
 */
@FunctionalInterface
public interface RemoteCallable<R extends @Nullable Object> extends Serializable {

	/**
	 * Runs the body in the worker.
	 * @return the result
	 * @throws Exception what the caller is to get
	 */
	R call() throws Exception;

}
