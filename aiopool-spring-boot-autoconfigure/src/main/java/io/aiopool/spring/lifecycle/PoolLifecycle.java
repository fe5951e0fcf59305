package io.aiopool.spring.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.aiopool.HeapBudget;
import io.aiopool.PoolClosedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the pools before the web server and stops them after it: requests find workers,
 * and those that the web server still serves while it shuts down can finish. Thread-safe.
 * <p>
 * Stopping drains all pools at the same time and takes at most the longest
 * {@code drain-timeout} and {@code kill-grace}.
 */
public final class PoolLifecycle implements SmartLifecycle {

	private static final Logger logger = System.getLogger(PoolLifecycle.class.getName());

	/** For what is said while this JVM ends, when the handlers of the JDK are gone. */
	private static final Log lastLogger = LogFactory.getLog(PoolLifecycle.class);

	/** Below the phases of the web server and of its graceful shutdown. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private final Supplier<Collection<RestartablePool>> pools;

	private final Runnable afterStart;

	private final boolean autoStartup;

	private volatile boolean running;

	/**
	 * Creates the lifecycle.
	 * @param pools the pools, asked for with each start and stop
	 * @param afterStart what is to be checked of pools that have started; it fails the
	 * start by an exception
	 * @param autoStartup whether the application context starts them by itself
	 */
	public PoolLifecycle(Supplier<Collection<RestartablePool>> pools, Runnable afterStart, boolean autoStartup) {
		this.pools = pools;
		this.afterStart = afterStart;
		this.autoStartup = autoStartup;
	}

	@Override
	public void start() {
		this.running = true;
		Collection<RestartablePool> all = this.pools.get();
		warnOfHeap(all);
		try {
			all.forEach(RestartablePool::start);
			this.afterStart.run();
		}
		catch (PoolClosedException ex) {
			if (!Thread.interrupted()) {
				throw ex;
			}
			// Whoever stops this process has interrupted its start, and waits for its end
			lastLogger.info("The application is stopped before its workers were ready");
		}
	}

	/** Each engine looks at itself, and none of them at the others. */
	private static void warnOfHeap(Collection<RestartablePool> pools) {
		HeapBudget budget = HeapBudget.here();
		String warning = budget.warning(pools.stream().map(RestartablePool::settings).toList());
		if (warning != null && pools.stream().allMatch((pool) -> budget.warning(List.of(pool.settings())) == null)) {
			logger.log(Level.WARNING, warning);
		}
	}

	@Override
	public void stop() {
		CompletableFuture.allOf(this.pools.get().stream().map(PoolLifecycle::stop).toArray(CompletableFuture[]::new))
			.join();
		this.running = false;
	}

	private static CompletableFuture<Void> stop(RestartablePool pool) {
		return CompletableFuture.runAsync(pool::stop,
				(task) -> new Thread(task, "aiopool-stop-" + pool.name()).start());
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
