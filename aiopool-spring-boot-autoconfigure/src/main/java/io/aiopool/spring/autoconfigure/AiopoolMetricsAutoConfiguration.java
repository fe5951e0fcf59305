package io.aiopool.spring.autoconfigure;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.metrics.PoolMetrics;
import io.aiopool.spring.metrics.TaskTimers;
import io.aiopool.spring.observation.TaskObservations;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of pools and tasks.
 */
@AutoConfiguration(after = AiopoolAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, PoolRegistry.class })
public final class AiopoolMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PoolMetrics aiopoolPoolMetrics(PoolRegistry pools) {
		return new PoolMetrics(pools);
	}

	@Bean
	@ConditionalOnMissingBean
	TaskTimers aiopoolTaskTimers(MeterRegistry registry, ObjectProvider<TaskObservations> observations) {
		return new TaskTimers(registry, observations.stream().findAny().isPresent());
	}

}
