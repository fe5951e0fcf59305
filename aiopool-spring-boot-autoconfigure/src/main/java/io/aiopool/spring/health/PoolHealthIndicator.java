package io.aiopool.spring.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.PoolHealth;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerSnapshot;
import io.aiopool.spring.PoolRegistry;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of all pools as one contributor. Thread-safe.
 * <p>
 * A degraded pool, which serves with fewer workers than it should have, is up, and says
 * so in its details: taking the instance out of service would make things worse. The
 * contributor is down if a pool is unavailable, and out of service if one is closed.
 */
public final class PoolHealthIndicator extends AbstractHealthIndicator {

	private final PoolRegistry registry;

	/**
	 * Creates the indicator.
	 * @param registry the pools
	 */
	public PoolHealthIndicator(PoolRegistry registry) {
		super("Health check of the process pools failed");
		this.registry = registry;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, ProcessPool> pools = this.registry.pools();
		builder.status(status(pools.values().stream().map(ProcessPool::health).toList()));
		pools.forEach((name, pool) -> builder.withDetail(name, details(pool)));
	}

	private static Status status(List<PoolHealth> pools) {
		if (pools.contains(PoolHealth.UNAVAILABLE)) {
			return Status.DOWN;
		}
		return pools.contains(PoolHealth.CLOSED) ? Status.OUT_OF_SERVICE : Status.UP;
	}

	private static Map<String, Object> details(ProcessPool pool) {
		PoolStatistics statistics = pool.statistics();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", pool.health().name());
		details.put("processes", statistics.processes());
		details.put("ready", statistics.ready());
		details.put("pending", statistics.pending());
		details.put("quarantined", pool.quarantine().size());
		details.put("workers", pool.workers().stream().map(PoolHealthIndicator::details).toList());
		return details;
	}

	private static Map<String, Object> details(WorkerSnapshot worker) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("pid", worker.pid());
		details.put("slot", worker.slot());
		details.put("generation", worker.generation());
		details.put("state", worker.state().name());
		details.put("inFlight", worker.inFlight());
		details.put("completed", worker.completed());
		details.put("failed", worker.failed());
		return details;
	}

}
