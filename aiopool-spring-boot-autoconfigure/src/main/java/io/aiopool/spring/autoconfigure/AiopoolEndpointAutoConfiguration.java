package io.aiopool.spring.autoconfigure;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.actuate.AiopoolEndpoint;
import io.aiopool.spring.actuate.QuarantineEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the endpoints {@code aiopool} and {@code aiopoolquarantine}. Like
 * all endpoints but health they are seen over HTTP only if
 * {@code management.endpoints.web.exposure.include} names them: what an application shows
 * to the network is not for a library to decide.
 */
@AutoConfiguration(after = AiopoolAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(PoolRegistry.class)
public final class AiopoolEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AiopoolEndpoint aiopoolEndpoint(PoolRegistry registry) {
		return new AiopoolEndpoint(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	QuarantineEndpoint aiopoolQuarantineEndpoint(PoolRegistry registry) {
		return new QuarantineEndpoint(registry);
	}

}
