package io.aiopool.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows pools and their workers. Only reads.
 */
@Endpoint(id = "aiopool")
public class AiopoolEndpoint {

	private final PoolRegistry registry;

	/**
	 * Creates the endpoint.
	 * @param registry the pools
	 */
	public AiopoolEndpoint(PoolRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Describes all pools.
	 * @return the pools by name
	 */
	@ReadOperation
	public PoolsDescriptor pools() {
		Map<String, PoolDescriptor> pools = new LinkedHashMap<>();
		this.registry.pools().forEach((name, pool) -> pools.put(name, PoolDescriptor.of(pool)));
		return new PoolsDescriptor(pools);
	}

	/**
	 * Describes one pool.
	 * @param name its name
	 * @return the pool, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable PoolDescriptor pool(@Selector String name) {
		ProcessPool pool = this.registry.pools().get(name);
		return (pool != null) ? PoolDescriptor.of(pool) : null;
	}

	/**
	 * All pools.
	 *
	 * @param pools the pools by name
	 */
	public record PoolsDescriptor(Map<String, PoolDescriptor> pools) {
	}

}
