package io.aiopool;

/**
 * The counts of a pool at one moment. Immutable; totals are since the pool was made.
 *
 * @param processes how many workers the pool is to have
 * @param ready how many are ready
 * @param pending tasks waiting for a worker
 * @param inFlight tasks sent and not answered
 * @param submitted tasks taken
 * @param completed tasks that ended well
 * @param failed tasks that ended with an exception, whatever its cause
 * @param rejected tasks not taken
 * @param timedOut tasks that ended at their deadline
 * @param cancelled tasks given up by their caller
 * @param lateResults results that came when their task was over already: they are dropped
 * @param retried further attempts after reported failures
 * @param redelivered tasks sent again after the loss of a worker
 * @param workersLost workers that died or were killed
 * @param workersStarted workers whose process was started
 */
public record PoolStatistics(int processes, int ready, int pending, int inFlight, long submitted, long completed,
		long failed, long rejected, long timedOut, long cancelled, long lateResults, long retried, long redelivered,
		long workersLost, long workersStarted) {

}
