package io.aiopool.spring.health;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * The application's health groups and the one of the pools, unless it has a group of that
 * name.
 */
public final class PoolHealthGroups implements HealthEndpointGroups {

	private final HealthEndpointGroups groups;

	private final HealthEndpointGroup pools;

	/**
	 * Adds the group.
	 * @param groups the application's groups
	 */
	public PoolHealthGroups(HealthEndpointGroups groups) {
		this.groups = groups;
		this.pools = new PoolHealthGroup(groups.getPrimary());
	}

	@Override
	public HealthEndpointGroup getPrimary() {
		return this.groups.getPrimary();
	}

	@Override
	public Set<String> getNames() {
		Set<String> names = new LinkedHashSet<>(this.groups.getNames());
		names.add(PoolHealthGroup.NAME);
		return names;
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup group = this.groups.get(name);
		return (group == null && name.equals(PoolHealthGroup.NAME)) ? this.pools : group;
	}

}
