package io.aiopool.spring;

import java.util.Map;

import io.aiopool.ProcessPool;

/**
 * The pools of the application by name. Thread-safe.
 * <p>
 * It holds the default pool, one pool for each {@code aiopool.pools.<name>}, and the
 * {@link ProcessPool} beans of the application under the names they have.
 */
public interface PoolRegistry {

	/** The name of the pool that is meant where none is named. */
	String DEFAULT = "default";

	/**
	 * Returns a pool.
	 * @param name its name; {@link #DEFAULT} or an empty text for the default pool
	 * @return the pool
	 * @throws IllegalArgumentException if there is none of that name; the message lists
	 * those that there are
	 */
	ProcessPool get(String name);

	/**
	 * Returns all pools.
	 * @return the pools by name, unmodifiable, the default pool first
	 */
	Map<String, ProcessPool> pools();

}
