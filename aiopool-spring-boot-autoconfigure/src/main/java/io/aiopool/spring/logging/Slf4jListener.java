package io.aiopool.spring.logging;

import io.aiopool.logging.LoggerNames;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogListener;
import io.aiopool.logging.WorkerThrowable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Logs what workers log through SLF4J. Time and thread are those of this process, as
 * SLF4J cannot carry others; the worker and its thread stand before the message. What is
 * behind SLF4J is taken for a log of text: the further lines of a message are marked.
 * Thread-safe.
 */
public final class Slf4jListener implements WorkerLogListener {

	private final LoggerNames names = new LoggerNames();

	@Override
	public void logged(WorkerLogEvent logged) {
		WorkerLogEvent event = this.names.bounded(logged);
		Logger logger = LoggerFactory.getLogger(event.logger());
		Level level = level(event.level());
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		var before = MDC.getCopyOfContextMap();
		try {
			MDC.setContextMap(EventMdc.of(event));
			String thread = event.thread().isEmpty() ? "" : " " + event.thread();
			logger.atLevel(level).setCause(failure(event)).log("[" + event.worker() + thread + "] " + event.text());
		}
		finally {
			MDC.clear();
			if (before != null) {
				MDC.setContextMap(before);
			}
		}
	}

	private static @Nullable Throwable failure(WorkerLogEvent event) {
		return (event.failure() instanceof WorkerThrowable failure) ? failure.forText() : event.failure();
	}

	private static Level level(System.Logger.Level level) {
		return switch (level) {
			case OFF, ERROR -> Level.ERROR;
			case WARNING -> Level.WARN;
			case INFO -> Level.INFO;
			case DEBUG -> Level.DEBUG;
			case TRACE, ALL -> Level.TRACE;
		};
	}

}
