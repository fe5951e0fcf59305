package io.aiopool.spring.logging.worker;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Makes SLF4J, and what logs through it, forward to the parent. Named to SLF4J by a
 * system property, so it is used whatever else is on the class path, and no logging
 * framework starts in a worker.
 */
public final class WorkerServiceProvider implements SLF4JServiceProvider {

	private final IMarkerFactory markers = new BasicMarkerFactory();

	private final MDCAdapter mdc = new WorkerMdc();

	private @Nullable ILoggerFactory loggers;

	/** Said by the parent if that is how its own publishers have it. */
	public static final String PROPAGATION_PROPERTY = "aiopool.reactor.context-propagation";

	/** Makes no logger, which SLF4J would report as made too early. */
	@Override
	public void initialize() {
		this.loggers = new WorkerLoggerFactory(this.mdc, "auto".equals(System.getProperty(PROPAGATION_PROPERTY)));
	}

	@Override
	@SuppressWarnings("NullAway") // asked for after initialize
	public ILoggerFactory getLoggerFactory() {
		return this.loggers;
	}

	@Override
	public IMarkerFactory getMarkerFactory() {
		return this.markers;
	}

	@Override
	public MDCAdapter getMDCAdapter() {
		return this.mdc;
	}

	@Override
	public String getRequestedApiVersion() {
		return "2.0.99";
	}

}
