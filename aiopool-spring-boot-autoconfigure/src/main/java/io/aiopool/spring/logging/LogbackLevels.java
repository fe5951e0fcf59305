package io.aiopool.spring.logging;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import io.aiopool.logging.WorkerLogLevels;

/**
 * Keeps the levels of workers the same as those of Logback here, also when they are
 * changed while the application runs. Thread-safe.
 */
public final class LogbackLevels implements LoggerContextListener, AutoCloseable {

	private final LoggerContext context;

	private final WorkerLogLevels levels;

	/**
	 * Begins to follow.
	 * @param context the loggers
	 */
	public LogbackLevels(LoggerContext context) {
		this.context = context;
		this.levels = new WorkerLogLevels(read());
		context.addListener(this);
	}

	/**
	 * Returns the levels.
	 * @return the levels for workers
	 */
	public WorkerLogLevels levels() {
		return this.levels;
	}

	private Map<String, Level> read() {
		Map<String, Level> read = new HashMap<>();
		for (Logger logger : this.context.getLoggerList()) {
			ch.qos.logback.classic.Level level = logger.getLevel();
			if (level != null) {
				boolean root = org.slf4j.Logger.ROOT_LOGGER_NAME.equals(logger.getName());
				read.put(root ? "" : logger.getName(), level(level));
			}
		}
		return read;
	}

	private static Level level(ch.qos.logback.classic.Level level) {
		return switch (level.toInt()) {
			case ch.qos.logback.classic.Level.OFF_INT -> Level.OFF;
			case ch.qos.logback.classic.Level.ERROR_INT -> Level.ERROR;
			case ch.qos.logback.classic.Level.WARN_INT -> Level.WARNING;
			case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
			case ch.qos.logback.classic.Level.DEBUG_INT -> Level.DEBUG;
			case ch.qos.logback.classic.Level.TRACE_INT -> Level.TRACE;
			default -> Level.ALL;
		};
	}

	static ch.qos.logback.classic.Level level(Level level) {
		return switch (level) {
			case OFF, ERROR -> ch.qos.logback.classic.Level.ERROR;
			case WARNING -> ch.qos.logback.classic.Level.WARN;
			case INFO -> ch.qos.logback.classic.Level.INFO;
			case DEBUG -> ch.qos.logback.classic.Level.DEBUG;
			case TRACE, ALL -> ch.qos.logback.classic.Level.TRACE;
		};
	}

	@Override
	public boolean isResetResistant() {
		return true;
	}

	@Override
	public void onStart(LoggerContext context) {
	}

	@Override
	public void onReset(LoggerContext context) {
	}

	@Override
	public void onStop(LoggerContext context) {
	}

	@Override
	public void onLevelChange(Logger logger, ch.qos.logback.classic.Level level) {
		this.levels.set(read());
	}

	/** Follows no longer. */
	@Override
	public void close() {
		this.context.removeListener(this);
	}

}
