package io.aiopool.pool;

import java.util.List;

import io.aiopool.HeapBudget;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerProcess;
import org.jspecify.annotations.Nullable;

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
		refuseInWorker("Pool '" + settings.name());
		String warning = HeapBudget.here().warning(List.of(settings));
		if (warning != null) {
			System.getLogger(ProcessPools.class.getName()).log(System.Logger.Level.WARNING, warning);
		}
		Engine engine = new Engine(settings);
		engine.life().start();
		return new DefaultProcessPool(engine, TaskOptions.DEFAULTS);
	}

	/**
	 * Creates a process for one task, without starting it.
	 * @param <R> type of the result
	 * @param settings settings of a pool of one that does nothing twice
	 * @param plain whether the body holds a thread until it ends
	 * @param bodyAndArguments the body and its arguments
	 * @return the process
	 */
	public static <R extends @Nullable Object> WorkerProcess<R> process(PoolSettings settings, boolean plain,
			@Nullable Object... bodyAndArguments) {
		refuseInWorker("Process '" + settings.name());
		return new OneTaskProcess<>(settings, plain, bodyAndArguments);
	}

	private static void refuseInWorker(String what) {
		if (Boolean.getBoolean(CHILD)) {
			throw new IllegalStateException(what + "' was not created: this process is a worker of a pool, and a worker"
					+ " has no pools or processes of its own");
		}
	}

}
