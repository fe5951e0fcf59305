package io.aiopool.spring.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogListener;
import io.aiopool.logging.WorkerThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Makes Logback events of what workers log: time, thread, logger, diagnostic context and
 * exception are those of the worker. The loggers here decide whether and where they
 * appear; where they appear as text, the further lines of a message are marked, so that
 * none of them looks like an event. Thread-safe.
 */
public final class LogbackListener implements WorkerLogListener {

	private static final StackTraceElement[] NO_CALLER = {};

	private static final int LONGEST_NAME = 512;

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
			WorkerThrowable failure = (event.failure() instanceof WorkerThrowable throwable) ? throwable : null;
			WorkerThrowable failureInText = (failure != null) ? failure.forText() : null;
			String text = event.text();
			LoggingEvent made = event(event, level, event.message(), failure);
			if (text.equals(event.message()) && failureInText == failure) {
				logger.callAppenders(made);
			}
			else {
				callAppenders(logger, made, event(event, level, text, failureInText));
			}
		}
	}

	/** An event with line feeds appears differently in text. */
	private void callAppenders(Logger logger, LoggingEvent event, LoggingEvent inText) {
		Logger next = logger;
		while (next != null) {
			next.iteratorForAppenders()
				.forEachRemaining((appender) -> appender.doAppend(TextAppenders.contain(appender) ? inText : event));
			boolean last = !next.isAdditive() || next.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME);
			next = last ? null : nearest(above(next.getName()));
		}
	}

	/**
	 * A logger is kept for ever, and names come from another process. So none is made:
	 * one that does not exist logs as the nearest one above it does.
	 */
	private Logger nearest(String name) {
		String known = (name.length() <= LONGEST_NAME) ? name : name.substring(0, LONGEST_NAME);
		while (!known.isEmpty()) {
			Logger logger = this.context.exists(known);
			if (logger != null) {
				return logger;
			}
			known = above(known);
		}
		return this.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	private static String above(String name) {
		return name.substring(0, Math.max(0, name.lastIndexOf('.')));
	}

	private LoggingEvent event(WorkerLogEvent event, ch.qos.logback.classic.Level level, String message,
			@Nullable WorkerThrowable failure) {
		LoggingEvent made = new LoggingEvent();
		made.setLoggerContext(this.context);
		made.setLoggerContextRemoteView(this.context.getLoggerContextRemoteView());
		made.setLoggerName(event.logger().isEmpty() ? org.slf4j.Logger.ROOT_LOGGER_NAME : event.logger());
		made.setLevel(level);
		made.setInstant(event.time());
		made.setThreadName(event.thread().isEmpty() ? event.worker().toString() : event.thread());
		made.setMessage(message);
		made.setMDCPropertyMap(EventMdc.of(event));
		made.setCallerData(NO_CALLER);
		if (failure != null) {
			made.setThrowableProxy(new WorkerThrowableProxy(failure));
		}
		return made;
	}

}
