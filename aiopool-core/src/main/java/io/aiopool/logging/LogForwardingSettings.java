package io.aiopool.logging;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What becomes of the logs and the output of workers. Immutable, made by deriving from
 * {@link #DEFAULTS}.
 *
 * @param enabled whether they are forwarded at all; otherwise a worker logs by itself,
 * and what it prints is kept as evidence only
 * @param rate so many events a second come from one worker at most, and as many lines of
 * its output; what is more is counted and left out
 * @param level the lowest level that is forwarded
 * @param levels the levels of loggers, which may change
 * @param contextKeys which entries of a task's context go with its events
 * @param listener gets the events
 * @param systemProperties set in each worker before it loads anything else, unless they
 * are set there; to install adapters of logging frameworks
 */
public record LogForwardingSettings(boolean enabled, int rate, Level level, WorkerLogLevels levels,
		Set<String> contextKeys, WorkerLogListener listener, Map<String, String> systemProperties) {

	/**
	 * 500 events a second, {@code INFO} and above, to the {@link System.Logger}s of the
	 * same names here.
	 */
	public static final LogForwardingSettings DEFAULTS = new LogForwardingSettings(true, 500, Level.TRACE,
			new WorkerLogLevels(Map.of("", Level.INFO)), Set.of(), new SystemLoggerListener(), Map.of());

	private static final int MOST_RATE = 100_000;

	public LogForwardingSettings {
		if (rate < 1 || rate > MOST_RATE) {
			throw new IllegalArgumentException(
					"log-forwarding.rate must be between 1 and " + MOST_RATE + ", but was " + rate);
		}
		Objects.requireNonNull(level, "level");
		Objects.requireNonNull(levels, "levels");
		Objects.requireNonNull(listener, "listener");
		contextKeys = Set.copyOf(contextKeys);
		systemProperties = Map.copyOf(systemProperties);
	}

	public LogForwardingSettings withEnabled(boolean enabled) {
		return new LogForwardingSettings(enabled, this.rate, this.level, this.levels, this.contextKeys, this.listener,
				this.systemProperties);
	}

	public LogForwardingSettings withRate(int rate) {
		return new LogForwardingSettings(this.enabled, rate, this.level, this.levels, this.contextKeys, this.listener,
				this.systemProperties);
	}

	public LogForwardingSettings withLevel(Level level) {
		return new LogForwardingSettings(this.enabled, this.rate, level, this.levels, this.contextKeys, this.listener,
				this.systemProperties);
	}

	public LogForwardingSettings withLevels(WorkerLogLevels levels) {
		return new LogForwardingSettings(this.enabled, this.rate, this.level, levels, this.contextKeys, this.listener,
				this.systemProperties);
	}

	public LogForwardingSettings withContextKeys(Set<String> contextKeys) {
		return new LogForwardingSettings(this.enabled, this.rate, this.level, this.levels, contextKeys, this.listener,
				this.systemProperties);
	}

	public LogForwardingSettings withListener(WorkerLogListener listener) {
		return new LogForwardingSettings(this.enabled, this.rate, this.level, this.levels, this.contextKeys, listener,
				this.systemProperties);
	}

	public LogForwardingSettings withSystemProperties(Map<String, String> systemProperties) {
		return new LogForwardingSettings(this.enabled, this.rate, this.level, this.levels, this.contextKeys,
				this.listener, systemProperties);
	}

}
