package io.aiopool.spring.lifecycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolRegistry;

/**
 * The pools by name, fixed when it is made. Immutable. Closes the pools that the
 * properties name; pools that are beans are closed as such.
 */
public final class DefaultPoolRegistry implements PoolRegistry, AutoCloseable {

	private final Map<String, ProcessPool> pools;

	private final List<ProcessPool> owned;

	/**
	 * Creates the registry.
	 * @param pools the pools by name
	 * @param owned those that it closes
	 */
	public DefaultPoolRegistry(Map<String, ProcessPool> pools, List<ProcessPool> owned) {
		this.pools = Collections.unmodifiableMap(new LinkedHashMap<>(pools));
		this.owned = List.copyOf(owned);
	}

	@Override
	public ProcessPool get(String name) {
		ProcessPool pool = this.pools.get(name.isEmpty() ? DEFAULT : name);
		if (pool == null) {
			throw new IllegalArgumentException("There is no pool '" + name + "', only " + this.pools.keySet()
					+ ": define it with aiopool.pools." + name + ".*");
		}
		return pool;
	}

	@Override
	public Map<String, ProcessPool> pools() {
		return this.pools;
	}

	@Override
	public void close() {
		this.owned.forEach(ProcessPool::close);
	}

}
