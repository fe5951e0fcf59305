package io.aiopool.pool;

/**
 * The totals of a pool. Guarded by the lock of the {@link DispatchState}.
 */
final class Counters {

	long submitted;

	long completed;

	long failed;

	long rejected;

	long timedOut;

	long cancelled;

	long late;

	long retried;

	long redelivered;

	long workersLost;

}
