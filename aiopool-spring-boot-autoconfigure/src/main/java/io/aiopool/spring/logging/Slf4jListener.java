package io.aiopool.spring.logging;

import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Logs what workers log through SLF4J. Time and thread are those of this process, as
 * SLF4J cannot carry others; the worker and its thread stand before the message.
 * Thread-safe.
 */
public final class Slf4jListener implements WorkerLogListener {

	/** Loggers are kept for ever, and names come from another process. */
	private static final int MOST_LOGGERS = 2000;

	private final BoundedNames names = new BoundedNames(MOST_LOGGERS, "io.aiopool.worker.other");

	@Override
	public void logged(WorkerLogEvent event) {
		Logger logger = LoggerFactory.getLogger(this.names.get(event.logger()));
		Level level = level(event.level());
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		var before = MDC.getCopyOfContextMap();
		try {
			MDC.setContextMap(EventMdc.of(event));
			String thread = event.thread().isEmpty() ? "" : " " + event.thread();
			logger.atLevel(level).setCause(event.failure()).log("[" + event.worker() + thread + "] " + event.message());
		}
		finally {
			MDC.clear();
			if (before != null) {
				MDC.setContextMap(before);
			}
		}
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
