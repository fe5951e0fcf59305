package io.aiopool.spring.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogListener;
import io.aiopool.logging.WorkerThrowable;

/**
 * Makes Logback events of what workers log: time, thread, logger, diagnostic context and
 * exception are those of the worker. The loggers here decide whether and where they
 * appear. Thread-safe.
 */
public final class LogbackListener implements WorkerLogListener {

	private static final StackTraceElement[] NO_CALLER = {};

	private final LoggerContext context;

	/**
	 * Creates the listener.
	 * @param context the loggers
	 */
	public LogbackListener(LoggerContext context) {
		this.context = context;
	}

	@Override
	public void logged(WorkerLogEvent event) {
		Logger logger = nearest(event.logger());
		ch.qos.logback.classic.Level level = LogbackLevels.level(event.level());
		if (logger.isEnabledFor(level)) {
			logger.callAppenders(event(event, level));
		}
	}

	/**
	 * A logger is kept for ever, and names come from another process. So none is made:
	 * one that does not exist logs as the nearest one above it does.
	 */
	private Logger nearest(String name) {
		String known = name;
		while (!known.isEmpty()) {
			Logger logger = this.context.exists(known);
			if (logger != null) {
				return logger;
			}
			known = known.substring(0, Math.max(0, known.lastIndexOf('.')));
		}
		return this.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	private LoggingEvent event(WorkerLogEvent event, ch.qos.logback.classic.Level level) {
		LoggingEvent made = new LoggingEvent();
		made.setLoggerContext(this.context);
		made.setLoggerContextRemoteView(this.context.getLoggerContextRemoteView());
		made.setLoggerName(event.logger().isEmpty() ? org.slf4j.Logger.ROOT_LOGGER_NAME : event.logger());
		made.setLevel(level);
		made.setInstant(event.time());
		made.setThreadName(event.thread().isEmpty() ? event.worker().toString() : event.thread());
		made.setMessage(event.message());
		made.setMDCPropertyMap(EventMdc.of(event));
		made.setCallerData(NO_CALLER);
		if (event.failure() instanceof WorkerThrowable failure) {
			made.setThrowableProxy(new WorkerThrowableProxy(failure));
		}
		return made;
	}

}
