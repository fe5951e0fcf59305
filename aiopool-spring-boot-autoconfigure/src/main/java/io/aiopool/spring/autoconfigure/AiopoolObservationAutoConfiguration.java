package io.aiopool.spring.autoconfigure;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.observation.OffProcessObservationConvention;
import io.aiopool.spring.observation.TaskObservations;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the observations of {@code @OffProcess} tasks.
 */
@AutoConfiguration(after = AiopoolAutoConfiguration.class, before = AiopoolMetricsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ ObservationRegistry.class, PoolRegistry.class })
public final class AiopoolObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaskObservations aiopoolTaskObservations(ObservationRegistry registry,
			ObjectProvider<OffProcessObservationConvention> convention) {
		return new TaskObservations(registry, convention.getIfUnique());
	}

}
