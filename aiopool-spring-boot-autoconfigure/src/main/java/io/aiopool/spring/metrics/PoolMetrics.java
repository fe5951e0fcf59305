package io.aiopool.spring.metrics;

import java.util.function.ToDoubleFunction;

import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds the gauges and counters of all pools.
 */
public final class PoolMetrics implements MeterBinder {

	private final PoolRegistry pools;

	/**
	 * Creates the binder.
	 * @param pools the pools
	 */
	public PoolMetrics(PoolRegistry pools) {
		this.pools = pools;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.pools.pools().forEach((name, pool) -> {
			for (AiopoolMeters meter : AiopoolMeters.values()) {
				ToDoubleFunction<PoolStatistics> value = meter.value();
				if (value != null) {
					bind(registry, meter, Tags.of(AiopoolMeters.POOL_TAG, name), pool, value);
				}
			}
		});
	}

	private static void bind(MeterRegistry registry, AiopoolMeters meter, Tags tags, ProcessPool pool,
			ToDoubleFunction<PoolStatistics> value) {
		ToDoubleFunction<ProcessPool> now = (observed) -> value.applyAsDouble(observed.statistics());
		if (meter.type() == Meter.Type.GAUGE) {
			Gauge.builder(meter.meterName(), pool, now)
				.tags(tags)
				.description(meter.description())
				.strongReference(true)
				.register(registry);
		}
		else {
			FunctionCounter.builder(meter.meterName(), pool, now)
				.tags(tags)
				.description(meter.description())
				.register(registry);
		}
	}

}
