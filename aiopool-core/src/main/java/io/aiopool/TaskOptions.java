package io.aiopool;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How one task is to be run; the per-call counterpart of {@link OffProcess}. Immutable,
 * made by deriving from {@link #DEFAULTS}.
 *
 * @param name name in metrics, logs and exceptions; {@code null} for one derived from the
 * body
 * @param timeout time from submission to deadline; {@code null} for the pool's
 * {@code taskTimeout}
 * @param idempotent whether a task that may have begun may be run again when its worker
 * is lost
 * @param priority higher first, under the {@code priority} scheduler
 * @param affinityKey tasks of equal keys share a worker, under the {@code affinity}
 * scheduler
 * @param exclusive whether the task runs alone in its worker; {@code null} leaves it to
 * the kind of body: plain bodies do, asynchronous ones share
 * @param retry new attempts after failures that the worker reported
 * @param progressListener told what the task says of its progress; {@code null} if nobody
 * is
 * @param context what goes with the task and is found there by
 * {@link TaskContext#context()}; added to what the pool's {@link TaskContextSource}
 * captures, and stronger
 * @param timings filled in when the task ends; {@code null} if nobody asks
 */
public record TaskOptions(@Nullable String name, @Nullable Duration timeout, boolean idempotent, int priority,
		@Nullable Object affinityKey, @Nullable Boolean exclusive, RetryPolicy retry,
		@Nullable Consumer<TaskProgress> progressListener, Map<String, String> context, @Nullable TaskTimings timings) {

	/** No name, no deadline of its own, run at most once, one attempt. */
	public static final TaskOptions DEFAULTS = new TaskOptions(null, null, false, 0, null, null, RetryPolicy.NONE, null,
			Map.of(), null);

	public TaskOptions {
		Checks.notBlankIfGiven("name", name);
		Objects.requireNonNull(retry, "retry");
		if (timeout != null) {
			Checks.positive("timeout", timeout);
		}
		context = ContextLimits.check(context);
	}

	public TaskOptions withName(@Nullable String name) {
		return new TaskOptions(name, this.timeout, this.idempotent, this.priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener, this.context, this.timings);
	}

	public TaskOptions withTimeout(@Nullable Duration timeout) {
		return new TaskOptions(this.name, timeout, this.idempotent, this.priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener, this.context, this.timings);
	}

	public TaskOptions withIdempotent(boolean idempotent) {
		return new TaskOptions(this.name, this.timeout, idempotent, this.priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener, this.context, this.timings);
	}

	public TaskOptions withPriority(int priority) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener, this.context, this.timings);
	}

	public TaskOptions withAffinityKey(@Nullable Object affinityKey) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, affinityKey, this.exclusive,
				this.retry, this.progressListener, this.context, this.timings);
	}

	public TaskOptions withExclusive(@Nullable Boolean exclusive) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey, exclusive,
				this.retry, this.progressListener, this.context, this.timings);
	}

	public TaskOptions withRetry(RetryPolicy retry) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey,
				this.exclusive, retry, this.progressListener, this.context, this.timings);
	}

	/**
	 * Derives options with a listener for what the task says of its progress, see
	 * {@link TaskContext#progress(double, String)}. The listener is called on callback
	 * threads of the pool, in order and one at a time for each task; when it is slow, it
	 * misses all but the latest. The last call may come shortly after the task has ended.
	 * What it throws is logged.
	 * @param progressListener the listener, or {@code null} for none
	 * @return new options
	 */
	public TaskOptions withProgressListener(@Nullable Consumer<TaskProgress> progressListener) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey,
				this.exclusive, this.retry, progressListener, this.context, this.timings);
	}

	/**
	 * Derives options with a context, such as trace ids. The worker finds it by
	 * {@link TaskContext#context()}, with every attempt.
	 * @param context names and values, together at most 64 entries and 32,768 characters;
	 * copied
	 * @return new options
	 * @throws IllegalArgumentException if the context is too large
	 */
	public TaskOptions withContext(Map<String, String> context) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey,
				this.exclusive, this.retry, this.progressListener, context, this.timings);
	}

	/**
	 * Derives options for a task that is timed.
	 * @param timings filled in before the outcome of the task is told, or {@code null}
	 * @return new options
	 */
	public TaskOptions withTimings(@Nullable TaskTimings timings) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey,
				this.exclusive, this.retry, this.progressListener, this.context, timings);
	}

}
