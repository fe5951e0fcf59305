package io.aiopool.pool;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.aiopool.logging.RateLimit;
import io.aiopool.worker.PoolTimer;

/**
 * Lets a bounded number of lines into the log of the application, and counts the others:
 * the count is a line of its own after a while. Logs on callback threads, as an appender
 * may block. Thread-safe.
 */
final class LogLimit {

	static final int PER_SECOND = 1;

	static final int AT_ONCE = 20;

	private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(3);

	private final System.Logger logger;

	/** What such lines tell of, in the plural. */
	private final String what;

	private final RateLimit limit;

	private final PoolTimer timer;

	private final Executor callbacks;

	private long leftOut;

	LogLimit(System.Logger logger, String what, PoolTimer timer, Executor callbacks) {
		this.logger = logger;
		this.what = what;
		this.limit = new RateLimit(PER_SECOND, AT_ONCE, timer::now);
		this.timer = timer;
		this.callbacks = callbacks;
	}

	/** One that is left out is not even made. */
	void log(System.Logger.Level level, Supplier<String> message) {
		if (passes(level)) {
			write(level, message.get());
		}
	}

	private synchronized boolean passes(System.Logger.Level level) {
		if (this.limit.tryAcquire()) {
			return true;
		}
		if (++this.leftOut == 1 && !this.timer.later(REPORT_NANOS, () -> report(level))) {
			// The pool has ended, and nothing more comes
			this.leftOut = 0;
		}
		return false;
	}

	private void report(System.Logger.Level level) {
		long count;
		synchronized (this) {
			count = this.leftOut;
			this.leftOut = 0;
		}
		write(level, count + " more " + this.what + " in the last " + TimeUnit.NANOSECONDS.toSeconds(REPORT_NANOS)
				+ " s were left out here, as they were more than " + PER_SECOND + " a second");
	}

	private void write(System.Logger.Level level, String message) {
		this.callbacks.execute(() -> {
			try {
				this.logger.log(level, message);
			}
			catch (Throwable ex) {
				// Appenders are code of users, and nobody is left who could be told
			}
		});
	}

}
