package io.aiopool.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * How lost child JVMs are replaced. The first replacement is immediate; only child JVMs
 * count that die by themselves before they completed a task: not by what a task does, and
 * not by somebody outside.
 *
 * @param backoff Wait before the second restart in a row; doubles with each further one.
 * Default: 100ms.
 * @param maxBackoff Longest wait between two restarts. Default: 30s.
 * @param intensity Number of child JVMs that may die by themselves within the window
 * without having completed a task before the pool becomes unavailable. Default: 5.
 * @param window Time within which the deaths count that make the pool unavailable.
 * Default: 10s.
 */
record RestartProperties(@Nullable Duration backoff, @Nullable Duration maxBackoff, @Nullable Integer intensity,
		@Nullable Duration window) {

	RestartProperties orElse(@Nullable RestartProperties base) {
		return (base == null) ? this
				: new RestartProperties(either(this.backoff, base.backoff), either(this.maxBackoff, base.maxBackoff),
						either(this.intensity, base.intensity), either(this.window, base.window));
	}

}
