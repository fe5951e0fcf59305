package io.aiopool;

import java.time.Duration;
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
 */
public record TaskOptions(@Nullable String name, @Nullable Duration timeout, boolean idempotent, int priority,
		@Nullable Object affinityKey, @Nullable Boolean exclusive, RetryPolicy retry,
		@Nullable Consumer<TaskProgress> progressListener) {

	/** No name, no deadline of its own, run at most once, one attempt. */
	public static final TaskOptions DEFAULTS = new TaskOptions(null, null, false, 0, null, null, RetryPolicy.NONE,
			null);

	public TaskOptions {
		if (timeout != null) {
			Checks.positive("timeout", timeout);
		}
	}

	public TaskOptions withName(@Nullable String name) {
		return new TaskOptions(name, this.timeout, this.idempotent, this.priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener);
	}

	public TaskOptions withTimeout(@Nullable Duration timeout) {
		return new TaskOptions(this.name, timeout, this.idempotent, this.priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener);
	}

	public TaskOptions withIdempotent(boolean idempotent) {
		return new TaskOptions(this.name, this.timeout, idempotent, this.priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener);
	}

	public TaskOptions withPriority(int priority) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, priority, this.affinityKey, this.exclusive,
				this.retry, this.progressListener);
	}

	public TaskOptions withAffinityKey(@Nullable Object affinityKey) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, affinityKey, this.exclusive,
				this.retry, this.progressListener);
	}

	public TaskOptions withExclusive(@Nullable Boolean exclusive) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey, exclusive,
				this.retry, this.progressListener);
	}

	public TaskOptions withRetry(RetryPolicy retry) {
		return new TaskOptions(this.name, this.timeout, this.idempotent, this.priority, this.affinityKey,
				this.exclusive, retry, this.progressListener);
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
				this.exclusive, this.retry, progressListener);
	}

}
