package io.aiopool;

import java.io.Serializable;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * An asynchronous body of two arguments. It holds no thread of the worker once it has
 * returned its stage.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface AsyncBiFunction<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
		extends Serializable {

	/**
	 * Runs the body in the worker.
	 * @param first the first argument
	 * @param second the second argument
	 * @return the result
	 * @throws Exception what the caller is to get
	 */
	CompletionStage<R> apply(A first, B second) throws Exception;

}
