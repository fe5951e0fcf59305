package io.aiopool.spring.logging.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.spi.MDCAdapter;
import reactor.core.publisher.Hooks;

/**
 * Makes each logger once. Thread-safe.
 */
final class WorkerLoggerFactory implements ILoggerFactory {

	private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

	private final MDCAdapter mdc;

	/** Not locked: twice does no harm, and a lock here could wait for classes. */
	private volatile boolean propagates;

	/**
	 * Creates the factory.
	 * @param mdc the diagnostic context
	 * @param propagates whether publishers are to propagate their context by themselves
	 */
	WorkerLoggerFactory(MDCAdapter mdc, boolean propagates) {
		this.mdc = mdc;
		this.propagates = propagates;
	}

	/**
	 * What logs in a publisher has its logger before it makes the publisher, so the first
	 * one is early enough for the hook, which costs nothing in workers that do not log.
	 * The hook has loggers itself, and only now does SLF4J make them.
	 */
	@Override
	public Logger getLogger(String name) {
		if (this.propagates) {
			this.propagates = false;
			Hooks.enableAutomaticContextPropagation();
		}
		return this.loggers.computeIfAbsent(name, (missing) -> new WorkerLogger(missing, this.mdc));
	}

}
