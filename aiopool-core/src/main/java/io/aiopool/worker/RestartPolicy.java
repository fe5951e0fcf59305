package io.aiopool.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.aiopool.RestartSettings;

/**
 * Decides how long to wait before a worker is replaced, and when to call a pool
 * unavailable. Only deaths of workers that had done no good count: that had not completed
 * a task, and had not been ready for as long as the window. One that had ends the row of
 * failures. Not thread-safe; times are readings of a monotonic clock in nanoseconds.
 */
final class RestartPolicy {

	private final RestartSettings settings;

	private final Deque<Long> deaths = new ArrayDeque<>();

	private int inARow;

	RestartPolicy(RestartSettings settings) {
		this.settings = settings;
	}

	/**
	 * A worker died; returns the wait before its replacement starts.
	 * @param served how long it had been ready, zero if it never was
	 */
	Duration died(boolean hadCompletedTasks, Duration served, long now) {
		if (hadCompletedTasks || served.compareTo(this.settings.window()) >= 0) {
			this.inARow = 0;
			return Duration.ZERO;
		}
		this.deaths.addLast(now);
		Duration wait = (this.inARow == 0) ? Duration.ZERO : backoff(this.inARow - 1);
		this.inARow++;
		return wait;
	}

	/** Workers do not stay alive: too many have died within the window. */
	boolean isExhausted(long now) {
		while (!this.deaths.isEmpty() && now - this.deaths.getFirst() > this.settings.window().toNanos()) {
			this.deaths.removeFirst();
		}
		return this.inARow >= this.settings.intensity() || this.deaths.size() >= this.settings.intensity();
	}

	private Duration backoff(int doublings) {
		long most = this.settings.maxBackoff().toNanos();
		long wait = this.settings.backoff().toNanos();
		for (int i = 0; i < doublings && wait < most; i++) {
			wait *= 2;
		}
		return Duration.ofNanos(Math.min(wait, most));
	}

}
