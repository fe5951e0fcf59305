package io.aiopool.child;

import io.aiopool.recorder.FlightRecorder;

/**
 * Shows the parent that this process lives, though nobody may be talking to it. A thread
 * of its own, above all those that users keep busy.
 */
final class Heartbeat {

	private Heartbeat() {
	}

	static void start(FlightRecorder recorder, long intervalMillis) {
		Thread thread = new Thread(null, () -> run(recorder, intervalMillis), "aiopool-heartbeat", 0, false);
		thread.setDaemon(true);
		thread.setPriority(Thread.MAX_PRIORITY);
		thread.start();
	}

	private static void run(FlightRecorder recorder, long intervalMillis) {
		for (long beat = 1;; beat++) {
			recorder.beat(beat);
			try {
				Thread.sleep(intervalMillis);
			}
			catch (InterruptedException ex) {
				// By a task that found this thread; it has to go on all the same.
			}
		}
	}

}
