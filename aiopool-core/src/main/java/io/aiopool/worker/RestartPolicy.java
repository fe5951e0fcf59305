package io.aiopool.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.aiopool.RestartSettings;

/**
 * Decides how long to wait before a worker is replaced, and when to call a pool
 * unavailable. Only workers that die {@link Death#BY_ITSELF by themselves} make it so.
 * Where a task or somebody outside kills them, the pool goes on, and the wait is short:
 * it bounds the work of starting them, and must not keep tasks waiting once that ends.
 * Not thread-safe; times are readings of a monotonic clock in nanoseconds.
 */
final class RestartPolicy {

	/** The longest wait for a worker that could have lived. */
	static final Duration SHORT = Duration.ofSeconds(1);

	private final RestartSettings settings;

	private final Deque<Long> deaths = new ArrayDeque<>();

	private int inARow;

	/** Deaths in a row by tasks and from outside. */
	private int violent;

	RestartPolicy(RestartSettings settings) {
		this.settings = settings;
	}

	Duration window() {
		return this.settings.window();
	}

	/** A worker died; returns the wait before its replacement starts. */
	Duration died(Death death, long now) {
		return switch (death) {
			case AFTER_SERVICE -> {
				this.inARow = 0;
				this.violent = 0;
				yield Duration.ZERO;
			}
			case BY_TASK -> {
				// It had become ready, so others do.
				this.inARow = 0;
				yield violent();
			}
			case FROM_OUTSIDE -> violent();
			case BY_ITSELF -> {
				this.deaths.addLast(now);
				yield (this.inARow++ == 0) ? Duration.ZERO : backoff(this.inARow - 2, this.settings.maxBackoff());
			}
		};
	}

	private Duration violent() {
		this.violent++;
		int late = this.violent - this.settings.intensity();
		Duration most = this.settings.maxBackoff();
		return (late <= 0) ? Duration.ZERO : backoff(late - 1, (most.compareTo(SHORT) < 0) ? most : SHORT);
	}

	/** Workers do not stay alive: too many have died within the window. */
	boolean isExhausted(long now) {
		while (!this.deaths.isEmpty() && now - this.deaths.getFirst() > this.settings.window().toNanos()) {
			this.deaths.removeFirst();
		}
		return this.inARow >= this.settings.intensity() || this.deaths.size() >= this.settings.intensity();
	}

	private Duration backoff(int doublings, Duration longest) {
		long most = longest.toNanos();
		long wait = this.settings.backoff().toNanos();
		for (int i = 0; i < doublings && wait < most; i++) {
			wait *= 2;
		}
		return Duration.ofNanos(Math.min(wait, most));
	}

}
