package io.aiopool;

import java.io.Serializable;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * An asynchronous body of one argument. It holds no thread of the worker once it has
 * returned its stage.
 *
 * @param <A> type of the argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, R extends @Nullable Object> extends Serializable {

	/**
	 * Runs the body in the worker.
	 * @param argument the argument
	 * @return the result
	 * @throws Exception what the caller is to get
	 */
	CompletionStage<R> apply(A argument) throws Exception;

}
