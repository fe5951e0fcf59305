package io.aiopool.pool;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.worker.PoolTimer;

/**
 * The threads on which users hear of outcomes, so that no callback ever holds up a thread
 * that serves a worker. Few, as a rule; when callbacks block and others wait behind them,
 * more threads come, so that callbacks may wait for each other's tasks.
 */
final class Callbacks implements Executor {

	private static final int MOST_THREADS = 1024;

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long IDLE_SECONDS = 10;

	private final ThreadPoolExecutor executor;

	private final PoolTimer timer;

	private final AtomicBoolean watched = new AtomicBoolean();

	private final int fewest;

	private long completedAtLastLook;

	Callbacks(String pool, PoolTimer timer) {
		this(timer, named("aiopool-" + pool + "-callback-"));
	}

	Callbacks(PoolTimer timer, ThreadFactory threads) {
		this.fewest = Math.max(2, Runtime.getRuntime().availableProcessors());
		this.timer = timer;
		this.executor = new ThreadPoolExecutor(this.fewest, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads);
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static ThreadFactory named(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (body) -> {
			Thread thread = new Thread(body, prefix + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	/**
	 * Runs a callback, now or later: what is to be told is told even if the pool has
	 * ended, then on this thread, or if no thread can be made, then when there is one.
	 */
	@Override
	public void execute(Runnable callback) {
		try {
			this.executor.execute(callback);
		}
		catch (RejectedExecutionException ex) {
			callback.run();
			return;
		}
		catch (OutOfMemoryError ex) {
			// No thread could be made for it
			this.executor.getQueue().add(callback);
		}
		if (!this.executor.getQueue().isEmpty() && this.watched.compareAndSet(false, true)) {
			lookLater();
		}
	}

	private void lookLater() {
		if (!this.timer.later(LOOK_AGAIN_NANOS, this::look)) {
			this.watched.set(false);
		}
	}

	private void look() {
		if (this.executor.getQueue().isEmpty()) {
			this.executor.setCorePoolSize(this.fewest);
			this.watched.set(false);
			return;
		}
		long completed = this.executor.getCompletedTaskCount();
		if (completed == this.completedAtLastLook) {
			addThread();
		}
		this.completedAtLastLook = completed;
		lookLater();
	}

	private void addThread() {
		try {
			if (!this.executor.prestartCoreThread() && this.executor.getCorePoolSize() < MOST_THREADS) {
				this.executor.setCorePoolSize(this.executor.getCorePoolSize() + 1);
			}
		}
		catch (OutOfMemoryError ex) {
			// None can be made now. The next look tries again.
		}
	}

	/** Runs what is queued and takes no more. */
	void close() {
		this.executor.shutdown();
	}

}
