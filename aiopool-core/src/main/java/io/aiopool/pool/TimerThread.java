package io.aiopool.pool;

import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.aiopool.worker.PoolTimer;

/**
 * The timer of a pool: the clock of this machine, and one daemon thread. Thread-safe.
 */
final class TimerThread implements PoolTimer {

	private static final System.Logger logger = System.getLogger(TimerThread.class.getName());

	private final ScheduledThreadPoolExecutor executor;

	TimerThread(String pool) {
		this.executor = new ScheduledThreadPoolExecutor(1, (body) -> {
			Thread thread = new Thread(body, "aiopool-" + pool + "-timer");
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public long now() {
		return System.nanoTime();
	}

	@Override
	public boolean later(long nanos, Runnable step) {
		try {
			this.executor.schedule(step, nanos, TimeUnit.NANOSECONDS);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	@Override
	public void every(long nanos, Runnable step) {
		this.executor.scheduleWithFixedDelay(() -> take(step), nanos, nanos, TimeUnit.NANOSECONDS);
	}

	/** One that fails once must not keep the others from being taken. */
	private static void take(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			logger.log(Level.ERROR, "A step of the timer has failed and will be taken again", ex);
		}
	}

	/** Whatever was to be done later is not. */
	void close() {
		this.executor.shutdown();
	}

}
