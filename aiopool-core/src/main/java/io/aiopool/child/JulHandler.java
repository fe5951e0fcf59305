package io.aiopool.child;

import java.lang.System.Logger.Level;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

import io.aiopool.logging.WorkerLog;

/**
 * Forwards what java.util.logging logs. Thread-safe.
 */
public final class JulHandler extends Handler {

	private final SimpleFormatter formatter = new SimpleFormatter();

	@Override
	public void publish(LogRecord record) {
		WorkerLog log = WorkerLog.find();
		if (log != null && isLoggable(record)) {
			String logger = record.getLoggerName();
			log.log(level(record.getLevel().intValue()), (logger != null) ? logger : "",
					this.formatter.formatMessage(record), record.getThrown(), log.taskContext());
		}
	}

	private static Level level(int value) {
		if (value >= java.util.logging.Level.SEVERE.intValue()) {
			return Level.ERROR;
		}
		if (value >= java.util.logging.Level.WARNING.intValue()) {
			return Level.WARNING;
		}
		if (value >= java.util.logging.Level.INFO.intValue()) {
			return Level.INFO;
		}
		return (value >= java.util.logging.Level.FINE.intValue()) ? Level.DEBUG : Level.TRACE;
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
	}

}
