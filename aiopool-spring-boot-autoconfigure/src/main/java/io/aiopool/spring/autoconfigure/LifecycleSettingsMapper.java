package io.aiopool.spring.autoconfigure;

import java.time.Duration;

import io.aiopool.ElasticSettings;
import io.aiopool.HeartbeatSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.QuarantineSettings;
import io.aiopool.RecycleSettings;
import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolSettingsMapper.or;

/**
 * Carries those properties over to the builder of a pool that say how child JVMs come and
 * go.
 */
final class LifecycleSettingsMapper {

	private LifecycleSettingsMapper() {
	}

	static void apply(PoolProperties properties, PoolBuilder builder) {
		ElasticSettings defaults = ElasticSettings.DEFAULTS;
		builder.elastic(new ElasticSettings(properties.minProcesses(),
				or(properties.idleTimeout(), defaults.idleTimeout()), or(properties.spares(), defaults.spares())));
		builder.recycle(recycle(properties.recycle()));
		builder.heartbeat(heartbeat(properties.heartbeat()));
		builder.quarantine(quarantine(properties.quarantine()));
	}

	private static RecycleSettings recycle(@Nullable RecycleProperties properties) {
		RecycleSettings defaults = RecycleSettings.DEFAULTS;
		return (properties == null) ? defaults
				: new RecycleSettings(properties.maxAge(),
						(properties.maxMemory() != null) ? properties.maxMemory().toBytes() : defaults.maxMemory(),
						or(properties.jitter(), defaults.jitter()));
	}

	private static HeartbeatSettings heartbeat(@Nullable HeartbeatProperties properties) {
		HeartbeatSettings defaults = HeartbeatSettings.DEFAULTS;
		if (properties == null) {
			return defaults;
		}
		Duration timeout = or(properties.timeout(), defaults.timeout());
		return (properties.interval() != null) ? new HeartbeatSettings(properties.interval(), timeout)
				: HeartbeatSettings.within(timeout);
	}

	private static QuarantineSettings quarantine(@Nullable QuarantineProperties properties) {
		QuarantineSettings defaults = QuarantineSettings.DEFAULTS;
		return (properties == null) ? defaults : new QuarantineSettings(or(properties.deaths(), defaults.deaths()),
				or(properties.window(), defaults.window()));
	}

}
