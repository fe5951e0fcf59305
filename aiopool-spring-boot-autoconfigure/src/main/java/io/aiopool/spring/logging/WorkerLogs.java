package io.aiopool.spring.logging;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.WorkerLogLevels;
import io.aiopool.logging.WorkerLogListener;
import io.aiopool.spring.logging.worker.WorkerServiceProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

/**
 * Knows how the logs of workers become those of this application, by what it logs with:
 * Logback, something else behind SLF4J, or {@link System.Logger} alone. Thread-safe.
 */
public final class WorkerLogs implements AutoCloseable {

	private final LogForwardingSettings settings;

	private final @Nullable AutoCloseable following;

	private WorkerLogs(LogForwardingSettings settings, @Nullable AutoCloseable following) {
		this.settings = settings;
		this.following = following;
	}

	/**
	 * Looks what there is.
	 * @param classLoader the class loader of the application
	 * @return what fits
	 */
	public static WorkerLogs detect(@Nullable ClassLoader classLoader) {
		if (!ClassUtils.isPresent("org.slf4j.spi.SLF4JServiceProvider", classLoader)) {
			return new WorkerLogs(LogForwardingSettings.DEFAULTS, null);
		}
		if (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", classLoader) && Logback.isUsed()) {
			return Logback.logs();
		}
		return Slf4j.logs();
	}

	/**
	 * Returns the settings that all pools have in common.
	 * @return settings with listener and levels
	 */
	public LogForwardingSettings settings() {
		return this.settings;
	}

	/**
	 * Returns settings with another listener.
	 * @param listener gets the events
	 * @return the same otherwise
	 */
	public WorkerLogs withListener(WorkerLogListener listener) {
		return new WorkerLogs(this.settings.withListener(listener), this.following);
	}

	/**
	 * Returns settings with which publishers in workers propagate their context to
	 * threads by themselves, as {@code spring.reactor.context-propagation=auto} has it
	 * here.
	 * @return the same otherwise
	 */
	public WorkerLogs withAutomaticPropagation() {
		Map<String, String> properties = new HashMap<>(this.settings.systemProperties());
		properties.put(WorkerServiceProvider.PROPAGATION_PROPERTY, "auto");
		return new WorkerLogs(this.settings.withSystemProperties(properties), this.following);
	}

	@Override
	public void close() throws Exception {
		if (this.following != null) {
			this.following.close();
		}
	}

	/** Loaded where there is SLF4J. */
	private static final class Slf4j {

		/** By which SLF4J in a worker finds ours, and says nothing about it. */
		private static final Map<String, String> PROPERTIES = Map.of("slf4j.provider",
				WorkerServiceProvider.class.getName(), "slf4j.internal.verbosity", "WARN");

		static WorkerLogs logs() {
			return new WorkerLogs(LogForwardingSettings.DEFAULTS.withListener(new Slf4jListener())
				.withLevels(new WorkerLogLevels(Map.of("", rootLevel())))
				.withSystemProperties(PROPERTIES), null);
		}

		private static Level rootLevel() {
			Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
			if (root.isDebugEnabled()) {
				return root.isTraceEnabled() ? Level.TRACE : Level.DEBUG;
			}
			return root.isInfoEnabled() ? Level.INFO : root.isWarnEnabled() ? Level.WARNING : Level.ERROR;
		}

	}

	/** Loaded where there is Logback. */
	private static final class Logback {

		static boolean isUsed() {
			return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
		}

		static WorkerLogs logs() {
			LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
			LogbackLevels levels = new LogbackLevels(context);
			return new WorkerLogs(LogForwardingSettings.DEFAULTS.withListener(new LogbackListener(context))
				.withLevels(levels.levels())
				.withSystemProperties(Slf4j.PROPERTIES), levels);
		}

	}

}
