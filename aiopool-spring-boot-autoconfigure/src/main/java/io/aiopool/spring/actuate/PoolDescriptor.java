package io.aiopool.spring.actuate;

import java.util.List;

import io.aiopool.PoolHealth;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;

/**
 * A pool as the endpoint shows it.
 *
 * @param health what can be expected of it
 * @param paused whether its workers get no tasks until it is resumed
 * @param settings what it was made of
 * @param statistics what it counted
 * @param workers its workers by slot
 * @param quarantine tasks that it does not run any more
 */
public record PoolDescriptor(PoolHealth health, boolean paused, SettingsDescriptor settings, PoolStatistics statistics,
		List<WorkerDescriptor> workers, List<QuarantinedTask> quarantine) {

	static PoolDescriptor of(ProcessPool pool) {
		return new PoolDescriptor(pool.health(), pool.isPaused(), SettingsDescriptor.of(pool.settings()),
				pool.statistics(), pool.workers().stream().map(WorkerDescriptor::of).toList(), pool.quarantine());
	}

}
