package io.aiopool.spring.health;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.aiopool.PoolHealth;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerSnapshot;
import io.aiopool.spring.PoolRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of all pools as one contributor. Thread-safe.
 * <p>
 * A degraded pool, which serves with fewer workers than it should have, is up, and says
 * so in its details: taking the instance out of service would make things worse. The
 * contributor is down if a pool is unavailable, and out of service if one is closed or
 * paused, or does not keep its {@link HealthThresholds}.
 */
public final class PoolHealthIndicator extends AbstractHealthIndicator {

	private final PoolRegistry registry;

	private final Function<String, HealthThresholds> thresholds;

	/**
	 * Creates the indicator.
	 * @param registry the pools
	 * @param thresholds what each must have, by name
	 */
	public PoolHealthIndicator(PoolRegistry registry, Function<String, HealthThresholds> thresholds) {
		super("Health check of the process pools failed");
		this.registry = registry;
		this.thresholds = thresholds;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Set<Status> statuses = new HashSet<>();
		this.registry.pools().forEach((name, pool) -> {
			HealthThresholds thresholds = this.thresholds.apply(name);
			PoolHealth health = pool.health();
			String broken = thresholds.broken(pool);
			if (thresholds.counts()) {
				statuses.add(status(health, broken));
			}
			builder.withDetail(name, details(pool, health, broken));
		});
		builder.status(statuses.contains(Status.DOWN) ? Status.DOWN
				: statuses.contains(Status.OUT_OF_SERVICE) ? Status.OUT_OF_SERVICE : Status.UP);
	}

	private static Status status(PoolHealth health, @Nullable String broken) {
		return switch (health) {
			case UNAVAILABLE -> Status.DOWN;
			case CLOSED, PAUSED -> Status.OUT_OF_SERVICE;
			case UP, DEGRADED -> (broken != null) ? Status.OUT_OF_SERVICE : Status.UP;
		};
	}

	private static Map<String, Object> details(ProcessPool pool, PoolHealth health, @Nullable String broken) {
		PoolStatistics statistics = pool.statistics();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", health.name());
		if (broken != null) {
			details.put("reason", broken);
		}
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
