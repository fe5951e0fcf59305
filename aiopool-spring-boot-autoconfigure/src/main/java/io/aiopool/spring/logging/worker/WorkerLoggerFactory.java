package io.aiopool.spring.logging.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.spi.MDCAdapter;

/**
 * Makes each logger once. Thread-safe.
 */
final class WorkerLoggerFactory implements ILoggerFactory {

	private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

	private final MDCAdapter mdc;

	WorkerLoggerFactory(MDCAdapter mdc) {
		this.mdc = mdc;
	}

	@Override
	public Logger getLogger(String name) {
		return this.loggers.computeIfAbsent(name, (missing) -> new WorkerLogger(missing, this.mdc));
	}

}
