package io.aiopool.spring.logging.worker;

import java.lang.System.Logger.Level;
import java.util.Map;

import io.aiopool.logging.WorkerLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/**
 * A logger that forwards to the parent, from the level on that holds there. Thread-safe.
 */
final class WorkerLogger extends LegacyAbstractLogger {

	private static final long serialVersionUID = 1L;

	private final transient MDCAdapter mdc;

	private transient volatile Level lowest = Level.OFF;

	/** For which the lowest level was found; written after it. */
	private transient volatile int version = -1;

	WorkerLogger(String name, MDCAdapter mdc) {
		this.name = name;
		this.mdc = mdc;
	}

	private boolean isEnabled(Level level) {
		WorkerLog log = WorkerLog.find();
		if (log == null) {
			return false;
		}
		int version = log.version();
		if (version != this.version) {
			this.lowest = log.level(Logger.ROOT_LOGGER_NAME.equals(getName()) ? "" : getName());
			this.version = version;
		}
		return level.compareTo(this.lowest) >= 0;
	}

	@Override
	public boolean isTraceEnabled() {
		return isEnabled(Level.TRACE);
	}

	@Override
	public boolean isDebugEnabled() {
		return isEnabled(Level.DEBUG);
	}

	@Override
	public boolean isInfoEnabled() {
		return isEnabled(Level.INFO);
	}

	@Override
	public boolean isWarnEnabled() {
		return isEnabled(Level.WARNING);
	}

	@Override
	public boolean isErrorEnabled() {
		return isEnabled(Level.ERROR);
	}

	@Override
	protected @Nullable String getFullyQualifiedCallerName() {
		return null;
	}

	@Override
	protected void handleNormalizedLoggingCall(org.slf4j.event.Level level, @Nullable Marker marker,
			@Nullable String pattern, Object @Nullable [] arguments, @Nullable Throwable failure) {
		WorkerLog log = WorkerLog.find();
		if (log != null) {
			Map<String, String> context = this.mdc.getCopyOfContextMap();
			log.log(level(level), getName(), MessageFormatter.basicArrayFormat(pattern, arguments), failure,
					(context != null) ? context : Map.of());
		}
	}

	private static Level level(org.slf4j.event.Level level) {
		return switch (level) {
			case ERROR -> Level.ERROR;
			case WARN -> Level.WARNING;
			case INFO -> Level.INFO;
			case DEBUG -> Level.DEBUG;
			case TRACE -> Level.TRACE;
		};
	}

}
