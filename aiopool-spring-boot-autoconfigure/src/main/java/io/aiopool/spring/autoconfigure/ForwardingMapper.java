package io.aiopool.spring.autoconfigure;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import io.aiopool.PoolBuilder;
import io.aiopool.TaskContextSource;
import io.aiopool.TaskExceptionHandler;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.spring.logging.MdcContextSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;

/**
 * Carries over to the builder of a pool what is said about the context of tasks and about
 * the logs of workers.
 */
final class ForwardingMapper {

	static final List<String> TRACE_KEYS = List.of("traceId", "spanId");

	private static final int MOST_KEYS = 32;

	private final LogForwardingSettings logs;

	private final boolean hasMdc;

	private final List<TaskContextSource> sources;

	private final List<TaskExceptionHandler> handlers;

	/**
	 * Creates the mapper.
	 * @param logs what all pools have in common
	 * @param hasMdc whether there is a diagnostic context
	 * @param sources the application's own sources of context, the stronger later
	 * @param handlers told of failed tasks, one after the other
	 */
	ForwardingMapper(LogForwardingSettings logs, boolean hasMdc, List<TaskContextSource> sources,
			List<TaskExceptionHandler> handlers) {
		this.logs = logs;
		this.hasMdc = hasMdc;
		this.sources = List.copyOf(sources);
		this.handlers = List.copyOf(handlers);
	}

	void apply(PoolProperties properties, PoolBuilder builder) {
		List<String> keys = keys(properties.context());
		builder.taskContext(source(keys));
		builder.taskExceptionHandler(handler());
		builder.logForwarding(logs(properties.logForwarding()).withContextKeys(new HashSet<>(keys)));
	}

	private @Nullable TaskExceptionHandler handler() {
		return this.handlers.isEmpty() ? null
				: (this.handlers.size() == 1) ? this.handlers.get(0) : new ExceptionHandlers(this.handlers);
	}

	private static List<String> keys(@Nullable ContextProperties properties) {
		if (properties == null || properties.mdcKeys() == null) {
			return TRACE_KEYS;
		}
		List<String> keys = properties.mdcKeys();
		if (keys.size() > MOST_KEYS || keys.stream().anyMatch(String::isBlank)) {
			throw new IllegalArgumentException(
					"context.mdc-keys must be at most " + MOST_KEYS + " names that are not blank, but was " + keys);
		}
		return keys;
	}

	private @Nullable TaskContextSource source(List<String> keys) {
		List<TaskContextSource> all = new ArrayList<>();
		if (this.hasMdc && !keys.isEmpty()) {
			all.add(new MdcContextSource(keys));
		}
		all.addAll(this.sources);
		return all.isEmpty() ? null : (all.size() == 1) ? all.get(0) : () -> capture(all);
	}

	private static Map<String, String> capture(List<TaskContextSource> sources) {
		Map<String, String> all = Map.of();
		for (TaskContextSource source : sources) {
			Map<String, String> captured = source.capture();
			if (all.isEmpty()) {
				all = captured;
			}
			else if (!captured.isEmpty()) {
				all = new HashMap<>(all);
				all.putAll(captured);
			}
		}
		return all;
	}

	private LogForwardingSettings logs(@Nullable LogForwardingProperties properties) {
		LogForwardingSettings settings = this.logs;
		if (properties == null) {
			return settings;
		}
		if (properties.enabled() != null) {
			settings = settings.withEnabled(properties.enabled());
		}
		if (properties.rate() != null) {
			settings = settings.withRate(properties.rate());
		}
		return (properties.level() != null) ? settings.withLevel(level(properties.level())) : settings;
	}

	private static Level level(LogLevel level) {
		return switch (level) {
			case TRACE -> Level.TRACE;
			case DEBUG -> Level.DEBUG;
			case INFO -> Level.INFO;
			case WARN -> Level.WARNING;
			case ERROR, FATAL -> Level.ERROR;
			case OFF -> Level.OFF;
		};
	}

}
