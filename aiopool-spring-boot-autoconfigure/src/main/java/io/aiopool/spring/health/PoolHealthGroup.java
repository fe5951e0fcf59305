package io.aiopool.spring.health;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * A health group of nothing but the pools, with their details. Those hold no secrets, so
 * they can be shown where those of others are not:
 * {@code /actuator/health/aiopoolWorkers}.
 */
final class PoolHealthGroup implements HealthEndpointGroup {

	/** Boot allows no group to have the name of a contributor. */
	static final String NAME = "aiopoolWorkers";

	private static final String MEMBER = "aiopool";

	private final HealthEndpointGroup primary;

	PoolHealthGroup(HealthEndpointGroup primary) {
		this.primary = primary;
	}

	@Override
	public boolean isMember(String name) {
		return name.equals(MEMBER);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return true;
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return true;
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		return this.primary.getStatusAggregator();
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.primary.getHttpCodeStatusMapper();
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return null;
	}

}
