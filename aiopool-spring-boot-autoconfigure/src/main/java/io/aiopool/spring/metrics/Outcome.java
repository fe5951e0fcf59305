package io.aiopool.spring.metrics;

import java.util.Locale;
import java.util.concurrent.CancellationException;

import io.aiopool.PoolRejectedException;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, as a tag of few values.
 */
public enum Outcome {

	/** It returned. */
	SUCCESS,

	/** It threw. */
	ERROR,

	/** It had not ended at its deadline. */
	TIMEOUT,

	/** Its caller gave it up. */
	CANCELLED,

	/** The pool did not take it. */
	REJECTED,

	/** An argument or the result could not cross the process boundary. */
	SERIALIZATION,

	/** Its worker died. */
	WORKER_LOST;

	/**
	 * Tells how a task ended.
	 * @param failure what its caller got, {@code null} for a result
	 * @return the outcome
	 */
	public static Outcome of(@Nullable Throwable failure) {
		if (failure == null) {
			return SUCCESS;
		}
		if (failure instanceof TaskTimeoutException) {
			return TIMEOUT;
		}
		if (failure instanceof CancellationException) {
			return CANCELLED;
		}
		if (failure instanceof PoolRejectedException) {
			return REJECTED;
		}
		if (failure instanceof TaskSerializationException) {
			return SERIALIZATION;
		}
		return (failure instanceof WorkerLostException) ? WORKER_LOST : ERROR;
	}

	/**
	 * Returns the value of the tag.
	 * @return the name in lower case, with hyphens
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
