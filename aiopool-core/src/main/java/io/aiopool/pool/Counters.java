package io.aiopool.pool;

/**
 * The totals of a pool. Guarded by the dispatcher's lock.
 */
final class Counters {

	long submitted;

	long completed;

	long failed;

	long rejected;

	long timedOut;

	long cancelled;

	long retried;

	long redelivered;

	long workersLost;

}
