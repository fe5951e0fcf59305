package io.aiopool.demo.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.aiopool.PoolHealth;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * A pool as the page shows it.
 *
 * @param name its name
 * @param health what can be expected of it
 * @param statistics its counts
 * @param workers its workers, by slot
 */
record PoolView(String name, PoolHealth health, PoolStatistics statistics, List<Worker> workers) {

	static PoolView of(ProcessPool pool) {
		return new PoolView(pool.name(), pool.health(), pool.statistics(),
				pool.workers().stream().map(Worker::of).toList());
	}

	/**
	 * A worker as the page shows it.
	 *
	 * @param slot its slot
	 * @param generation which worker of the slot it is
	 * @param pid its process
	 * @param state its state
	 * @param inFlight tasks sent and not answered
	 * @param completed tasks that ended well
	 * @param failed tasks that it reported as failed
	 * @param memory resident memory in bytes, -1 if unknown
	 * @param uptimeMillis time since its process was started
	 * @param readyMillis time that it took to be ready
	 * @param lastExit how its predecessor ended
	 */
	record Worker(int slot, int generation, long pid, WorkerState state, int inFlight, long completed, long failed,
			long memory, long uptimeMillis, @Nullable Long readyMillis, @Nullable String lastExit) {

		static Worker of(WorkerSnapshot worker) {
			Duration ready = worker.readyAfter();
			WorkerExit exit = worker.lastExit();
			return new Worker(worker.slot(), worker.generation(), worker.pid(), worker.state(), worker.inFlight(),
					worker.completed(), worker.failed(), worker.memory(),
					Duration.between(worker.startedAt(), Instant.now()).toMillis(),
					(ready != null) ? ready.toMillis() : null, (exit != null) ? exit.describe() : null);
		}

	}

}
