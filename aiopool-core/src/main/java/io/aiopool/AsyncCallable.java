package io.aiopool;

import java.io.Serializable;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * An asynchronous body without argument. It holds no thread of the worker once it has
 * returned its stage.
 *
 * @param <R> type of the result
 */
@FunctionalInterface
public interface AsyncCallable<R extends @Nullable Object> extends Serializable {

	/**
	 * Runs the body in the worker.
	 * @return the result
	 * @throws Exception what the caller is to get
	 */
	CompletionStage<R> call() throws Exception;

}
