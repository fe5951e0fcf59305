package io.aiopool.spring.lifecycle;

import io.aiopool.PoolStatistics;

/**
 * What the engines counted that a restartable pool had before its present one. Immutable.
 */
record PoolTotals(long submitted, long completed, long failed, long rejected, long timedOut, long cancelled,
		long lateResults, long retried, long redelivered, long workersLost, long workersStarted) {

	static final PoolTotals NONE = new PoolTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

	static PoolTotals of(PoolStatistics sum) {
		return new PoolTotals(sum.submitted(), sum.completed(), sum.failed(), sum.rejected(), sum.timedOut(),
				sum.cancelled(), sum.lateResults(), sum.retried(), sum.redelivered(), sum.workersLost(),
				sum.workersStarted());
	}

	PoolStatistics addTo(PoolStatistics now) {
		return new PoolStatistics(now.processes(), now.ready(), now.pending(), now.inFlight(),
				now.submitted() + this.submitted, now.completed() + this.completed, now.failed() + this.failed,
				now.rejected() + this.rejected, now.timedOut() + this.timedOut, now.cancelled() + this.cancelled,
				now.lateResults() + this.lateResults, now.retried() + this.retried,
				now.redelivered() + this.redelivered, now.workersLost() + this.workersLost,
				now.workersStarted() + this.workersStarted);
	}

	PoolStatistics atRest(int processes) {
		return addTo(new PoolStatistics(processes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
	}

}
