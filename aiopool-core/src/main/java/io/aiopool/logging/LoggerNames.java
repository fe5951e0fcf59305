package io.aiopool.logging;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names for which workers may have loggers made here. A logging system keeps its
 * loggers for ever, and the names come from processes that are not trusted: each slot of
 * a pool has so many new names, and all together have a few times as many. Events with
 * further names go to one logger of their pool, with the name before the message. For
 * listeners that ask a logging system for a logger. Thread-safe.
 */
public final class LoggerNames {

	/** More than an application with many libraries has at {@code DEBUG}. */
	static final int MOST_OF_A_SLOT = 500;

	static final int MOST = 4000;

	private static final String PREFIX = "io.aiopool.worker.";

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	/** How many names are new from a slot of a pool. Guarded by this. */
	private final Map<String, Integer> added = new HashMap<>();

	/**
	 * Returns the event as it is to be logged.
	 * @param event what a worker has logged
	 * @return the same event while there is room for the name of its logger
	 */
	public WorkerLogEvent bounded(WorkerLogEvent event) {
		String common = PREFIX + event.worker().pool();
		if (this.names.contains(event.logger()) || isOwn(event.logger(), common) || add(event)) {
			return event;
		}
		return new WorkerLogEvent(event.worker(), event.task(), event.time(), event.level(), common + ".other",
				event.thread(), "[" + event.logger() + "] " + event.message(), event.failure(), event.context());
	}

	private static boolean isOwn(String logger, String common) {
		return logger.equals(common) || logger.equals(common + ".stdout") || logger.equals(common + ".stderr");
	}

	private synchronized boolean add(WorkerLogEvent event) {
		String slot = event.worker().pool() + " " + event.worker().slot();
		int added = this.added.getOrDefault(slot, 0);
		if (added >= MOST_OF_A_SLOT || this.names.size() >= MOST) {
			return false;
		}
		if (this.names.add(event.logger())) {
			this.added.put(slot, added + 1);
		}
		return true;
	}

}
