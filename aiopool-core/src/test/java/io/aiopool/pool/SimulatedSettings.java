package io.aiopool.pool;

import java.time.Duration;
import java.util.Map;

import io.aiopool.ElasticSettings;
import io.aiopool.HeartbeatSettings;
import io.aiopool.OnFull;
import io.aiopool.PoolBuilder;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantineSettings;
import io.aiopool.RecycleSettings;
import io.aiopool.RedeliverySettings;
import io.aiopool.RestartSettings;
import io.aiopool.StartMode;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.WorkerLogLevels;
import io.aiopool.simulation.World;

/**
 * Draws the settings of a simulated pool.
 */
final class SimulatedSettings {

	private static final String[] SCHEDULERS = { "least-loaded", "round-robin", "priority", "affinity" };

	private SimulatedSettings() {
	}

	static PoolSettings draw(World world) {
		int processes = 1 + world.chance(4);
		PoolBuilder settings = ProcessPool.builder()
			.name("simulated")
			.closeOnShutdown(false)
			.processes(processes)
			.start(StartMode.values()[world.chance(StartMode.values().length)])
			.onFull(OnFull.values()[world.chance(OnFull.values().length)])
			.scheduler(SCHEDULERS[world.chance(SCHEDULERS.length)])
			.queueCount(1 + world.chance(processes))
			.childConcurrency(1 + world.chance(4))
			.maxTasksPerChild(world.happens(0.3) ? 1 + world.chance(20) : 0)
			.queueCapacity(world.happens(0.2) ? world.chance(10) : 1000)
			.killGrace(Duration.ofMillis(world.chance(10, 300)))
			.startTimeout(Duration.ofSeconds(1))
			.drainTimeout(Duration.ofMillis(world.chance(0, 2000)))
			.restart(new RestartSettings(Duration.ofMillis(10), Duration.ofMillis(world.chance(10, 1000)),
					2 + world.chance(8), Duration.ofSeconds(2)))
			.redelivery(new RedeliverySettings(world.chance(4), world.chance(3), world.chance(3)))
			.quarantine(new QuarantineSettings(world.chance(4), Duration.ofSeconds(10)))
			.heartbeat(new HeartbeatSettings(Duration.ofMillis(world.happens(0.7) ? 100 : 0), Duration.ofMillis(500)))
			.elastic(elastic(world, processes))
			// Its own, as a simulated pool never stops to listen to them.
			.logForwarding(LogForwardingSettings.DEFAULTS.withLevels(new WorkerLogLevels(Map.of())))
			.recycle(recycle(world));
		return settings.settings();
	}

	private static ElasticSettings elastic(World world, int processes) {
		return new ElasticSettings(world.happens(0.3) ? world.chance(processes + 1) : null, Duration.ofMillis(400),
				world.happens(0.3) ? 1 + world.chance(2) : 0);
	}

	private static RecycleSettings recycle(World world) {
		return new RecycleSettings(world.happens(0.2) ? Duration.ofMillis(world.chance(200, 2000)) : null,
				world.happens(0.2) ? 20L << 20 : 0, world.happens(0.5) ? world.luck() : 0);
	}

}
