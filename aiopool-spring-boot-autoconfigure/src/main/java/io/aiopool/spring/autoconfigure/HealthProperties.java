package io.aiopool.spring.autoconfigure;

import io.aiopool.spring.health.HealthThresholds;
import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;
import static io.aiopool.spring.autoconfigure.PoolSettingsMapper.or;

/**
 * What a pool must have to be healthy.
 *
 * @param enabled Whether the pool counts in the health of the application; it is shown
 * all the same. Default: true.
 * @param minReady Number of child JVMs that must be ready, once the pool has started any;
 * with fewer the health is out of service. Default: 0.
 * @param maxQueueFill Fraction, above 0 and up to 1, to which the queue may be filled;
 * above it the health is out of service. Default: none, no limit.
 */
record HealthProperties(@Nullable Boolean enabled, @Nullable Integer minReady, @Nullable Double maxQueueFill) {

	/**
	 * Returns what the properties say.
	 * @param properties the properties, {@code null} if nothing is said
	 * @return the thresholds
	 * @throws IllegalArgumentException if a value cannot work; the message begins with
	 * its key
	 */
	static HealthThresholds thresholds(@Nullable HealthProperties properties) {
		HealthThresholds defaults = HealthThresholds.DEFAULTS;
		return (properties == null) ? defaults : new HealthThresholds(or(properties.enabled, defaults.counts()),
				or(properties.minReady, defaults.minReady()), properties.maxQueueFill);
	}

	HealthProperties orElse(@Nullable HealthProperties base) {
		return (base == null) ? this : new HealthProperties(either(this.enabled, base.enabled),
				either(this.minReady, base.minReady), either(this.maxQueueFill, base.maxQueueFill));
	}

}
