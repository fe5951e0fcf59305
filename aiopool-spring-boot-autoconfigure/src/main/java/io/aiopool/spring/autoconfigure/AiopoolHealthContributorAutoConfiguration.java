package io.aiopool.spring.autoconfigure;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.health.PoolHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of the pools. Liveness and readiness leave it out
 * unless they are told otherwise: restarting the application does what the pool does
 * already, at a higher price.
 */
@AutoConfiguration(after = AiopoolAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(PoolRegistry.class)
@ConditionalOnEnabledHealthIndicator("aiopool")
public final class AiopoolHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "aiopoolHealthIndicator")
	PoolHealthIndicator aiopoolHealthIndicator(PoolRegistry registry, AiopoolProperties properties) {
		return new PoolHealthIndicator(registry, (name) -> HealthProperties.thresholds(properties.of(name).health()));
	}

}
