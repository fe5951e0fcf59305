package io.aiopool.pool;

import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;

/**
 * Makes pools. Users go through {@link ProcessPool}.
 */
public final class ProcessPools {

	/** Set in every worker. */
	private static final String CHILD = "aiopool.child";

	private ProcessPools() {
	}

	/**
	 * Creates a pool and starts it as its settings say.
	 * @param settings the settings
	 * @return the pool
	 */
	public static ProcessPool create(PoolSettings settings) {
		if (Boolean.getBoolean(CHILD)) {
			throw new IllegalStateException("Pool '" + settings.name()
					+ "' was not created: this process is a worker of a pool, and a worker has no pools");
		}
		Engine engine = new Engine(settings);
		engine.start();
		return new DefaultProcessPool(engine, TaskOptions.DEFAULTS);
	}

}
