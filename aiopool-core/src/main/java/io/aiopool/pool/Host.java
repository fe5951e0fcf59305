package io.aiopool.pool;

import java.io.IOException;
import java.util.concurrent.Executor;

import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerSource;

/**
 * What a pool has from the world around it: time, threads and workers. All that a pool
 * does beyond that is decided by its own state, which can so be watched in a simulation.
 */
interface Host {

	PoolTimer timer();

	/** Where users hear of outcomes. */
	Executor callbacks();

	WorkerSource workers();

	/** Nothing of it is needed any more. */
	void release() throws IOException;

}
