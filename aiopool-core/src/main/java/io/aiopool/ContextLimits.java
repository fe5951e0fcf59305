package io.aiopool;

import java.util.Map;

/**
 * How much context may go with a task. It is kept for every task that waits, and some of
 * it may come from strangers, as baggage of traces does.
 */
final class ContextLimits {

	private static final int MOST_ENTRIES = 64;

	private static final int MOST_CHARS = 32_768;

	private ContextLimits() {
	}

	static Map<String, String> check(Map<String, String> context) {
		if (context.isEmpty()) {
			return Map.of();
		}
		int chars = 0;
		for (Map.Entry<String, String> entry : context.entrySet()) {
			chars += entry.getKey().length() + entry.getValue().length();
		}
		if (context.size() > MOST_ENTRIES || chars > MOST_CHARS) {
			throw new IllegalArgumentException(
					"context must have at most " + MOST_ENTRIES + " entries and " + MOST_CHARS + " characters, but had "
							+ context.size() + " and " + chars + ": send less, or " + "pass it as an argument");
		}
		return Map.copyOf(context);
	}

}
