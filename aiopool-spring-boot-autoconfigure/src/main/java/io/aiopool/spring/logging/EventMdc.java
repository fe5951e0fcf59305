package io.aiopool.spring.logging;

import java.util.HashMap;
import java.util.Map;

import io.aiopool.logging.WorkerLogEvent;

/**
 * The diagnostic context of an event: that of the worker's thread, and where it comes
 * from.
 */
final class EventMdc {

	/** Names the worker, as in {@code default-0.1}. */
	static final String WORKER = "aiopool.worker";

	/** The id of the task, as in exceptions. */
	static final String TASK = "aiopool.task";

	private EventMdc() {
	}

	static Map<String, String> of(WorkerLogEvent event) {
		Map<String, String> mdc = new HashMap<>(event.context());
		mdc.put(WORKER, event.worker().toString());
		if (event.task() != 0) {
			mdc.put(TASK, Long.toString(event.task()));
		}
		else {
			mdc.remove(TASK);
		}
		return mdc;
	}

}
