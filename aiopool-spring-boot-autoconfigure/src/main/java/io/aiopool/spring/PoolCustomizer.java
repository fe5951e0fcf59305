package io.aiopool.spring;

import io.aiopool.PoolBuilder;

/**
 * A bean that adjusts pools after the properties have been applied and before the pools
 * are made. Several run in the order of {@code @Order}.
 */
@FunctionalInterface
public interface PoolCustomizer {

	/**
	 * Adjusts a pool. Called once for every pool that the properties define, the default
	 * pool included.
	 * @param name name of the pool, {@link PoolRegistry#DEFAULT} for the default pool
	 * @param builder its settings so far
	 */
	void customize(String name, PoolBuilder builder);

}
