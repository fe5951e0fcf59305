package io.aiopool;

import java.time.Duration;

/**
 * How lost workers are replaced. The first replacement is immediate. Only workers count
 * that die by themselves before they have completed a task: after them the wait doubles,
 * and too many make the pool unavailable. After {@code intensity} workers in a row that
 * their first tasks or somebody outside have killed, the wait doubles up to a second, and
 * the pool stays available.
 *
 * @param backoff the wait before the second restart in a row
 * @param maxBackoff the longest wait
 * @param intensity so many counted deaths within the window make the pool unavailable
 * @param window the window of {@code intensity}
 */
public record RestartSettings(Duration backoff, Duration maxBackoff, int intensity, Duration window) {

	/** 100 ms to 30 s, 5 deaths in 10 s. */
	public static final RestartSettings DEFAULTS = new RestartSettings(Duration.ofMillis(100), Duration.ofSeconds(30),
			5, Duration.ofSeconds(10));

	public RestartSettings {
		Checks.positive("restart.backoff", backoff);
		Checks.positive("restart.max-backoff", maxBackoff);
		Checks.notShorter("restart.max-backoff", maxBackoff, "restart.backoff", backoff);
		Checks.atLeast("restart.intensity", intensity, 1);
		Checks.positive("restart.window", window);
	}

}
