package io.aiopool.pool;

import java.util.HashMap;
import java.util.Map;

import io.aiopool.TaskContextSource;
import io.aiopool.TaskOptions;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the options of a task what the thread that submits it has to send along.
 * Immutable.
 *
 * @param source says what that is; {@code null} for nothing, at no cost
 */
record ContextCapture(@Nullable TaskContextSource source) {

	TaskOptions addTo(TaskOptions options) {
		if (this.source == null) {
			return options;
		}
		Map<String, String> captured = this.source.capture();
		if (captured.isEmpty()) {
			return options;
		}
		if (options.context().isEmpty()) {
			return options.withContext(captured);
		}
		Map<String, String> all = new HashMap<>(captured);
		all.putAll(options.context());
		return options.withContext(all);
	}

}
