package io.aiopool.child;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what is due in a moment, and neither blocks nor runs code of users. Its thread
 * exists only while there is something to wait for.
 */
final class Later {

	private static final ScheduledThreadPoolExecutor TIMER = timer();

	private Later() {
	}

	private static ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (body) -> {
			Thread thread = new Thread(body, "aiopool-later");
			thread.setDaemon(true);
			return thread;
		});
		timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		timer.allowCoreThreadTimeOut(true);
		return timer;
	}

	static void run(Runnable body, long nanos) {
		TIMER.schedule(body, nanos, TimeUnit.NANOSECONDS);
	}

}
