package io.aiopool.spring.autoconfigure;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.actuate.AiopoolEndpoint;
import io.aiopool.spring.actuate.DetailsVisibility;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the endpoint {@code aiopool}. As any endpoint but the health, it
 * is seen over HTTP where {@code management.endpoints.web.exposure.include} names it, and
 * it only reads unless its access is unrestricted.
 */
@AutoConfiguration(after = AiopoolAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(PoolRegistry.class)
@EnableConfigurationProperties(AiopoolEndpointProperties.class)
public final class AiopoolEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AiopoolEndpoint aiopoolEndpoint(PoolRegistry registry, AiopoolEndpointProperties properties) {
		return new AiopoolEndpoint(registry, new DetailsVisibility(properties.showDetails(), properties.roles()));
	}

}
