package io.aiopool.spring.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Exposes the endpoint {@code aiopool} over HTTP beside {@code health}, which Boot
 * exposes by itself: it only reads, and shows neither arguments nor environment. The
 * lowest of all property sources, so whatever an application says about exposure replaces
 * it.
 */
final class EndpointExposureDefaults implements EnvironmentPostProcessor {

	private static final String INCLUDE = "management.endpoints.web.exposure.include";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources()
			.addLast(new MapPropertySource("aiopoolDefaults", Map.of(INCLUDE, "health,aiopool")));
	}

}
