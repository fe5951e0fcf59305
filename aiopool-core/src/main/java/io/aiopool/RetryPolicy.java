package io.aiopool;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * When and how often a task that failed in its worker is tried again. Immutable.
 *
 * @param attempts attempts in all, the first included; at least 1
 * @param backoff wait before the second attempt
 * @param multiplier growth of the wait with each further attempt, at least 1
 * @param maxBackoff the longest wait
 * @param include exception types that are retried; empty means every {@link Exception}.
 * An exception is of the type that it had in the worker, also where it could not be
 * carried
 * @param exclude exception types that are not retried, which wins over {@code include}
 */
public record RetryPolicy(int attempts, Duration backoff, double multiplier, Duration maxBackoff,
		List<Class<? extends Throwable>> include, List<Class<? extends Throwable>> exclude) {

	/** A single attempt. */
	public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, List.of(), List.of());

	/** The longest wait where none is given. */
	private static final Duration LONGEST = Duration.ofSeconds(30);

	public RetryPolicy {
		Checks.atLeast("retry.attempts", attempts, 1);
		Checks.notNegative("retry.backoff", backoff);
		Checks.notNegative("retry.maxBackoff", maxBackoff);
		Checks.notShorter("retry.maxBackoff", maxBackoff, "retry.backoff", backoff);
		if (!(multiplier >= 1 && multiplier < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException("retry.multiplier must be at least 1, but was " + multiplier);
		}
		include = List.copyOf(include);
		exclude = List.copyOf(exclude);
	}

	/**
	 * Returns a policy of so many attempts after any {@link Exception}, with waits that
	 * start at the back-off and double up to 30 seconds.
	 * @param attempts attempts in all
	 * @param backoff wait before the second attempt
	 * @return the policy
	 */
	public static RetryPolicy of(int attempts, Duration backoff) {
		Duration longest = (LONGEST.compareTo(backoff) < 0) ? backoff : LONGEST;
		return new RetryPolicy(attempts, backoff, 2, longest, List.of(), List.of());
	}

	/**
	 * Tells whether the failure of an attempt is followed by another one.
	 * @param failure what the worker reported
	 * @param attempt the number of the attempt that failed, from 1
	 * @return {@code true} if another attempt is due
	 */
	public boolean retries(Throwable failure, int attempt) {
		Objects.requireNonNull(failure, "failure");
		if (attempt >= this.attempts || matches(this.exclude, failure)) {
			return false;
		}
		return this.include.isEmpty() ? isException(failure) : matches(this.include, failure);
	}

	/** An error that could not be carried is an error all the same. */
	private static boolean isException(Throwable failure) {
		RemoteTaskException remote = RemoteTaskException.of(failure);
		return failure instanceof Exception && (remote == null || !remote.isRemotely(Error.class.getName()));
	}

	/**
	 * Returns the wait after a failed attempt.
	 * @param attempt the number of the attempt that failed, from 1
	 * @return the wait, in no case over {@link #maxBackoff()}
	 */
	public Duration delayAfter(int attempt) {
		double nanos = this.backoff.toNanos() * Math.pow(this.multiplier, attempt - 1);
		return (nanos >= this.maxBackoff.toNanos()) ? this.maxBackoff : Duration.ofNanos((long) nanos);
	}

	private static boolean matches(List<Class<? extends Throwable>> types, Throwable failure) {
		return types.stream().anyMatch((type) -> OffProcessException.isA(failure, type));
	}

}
