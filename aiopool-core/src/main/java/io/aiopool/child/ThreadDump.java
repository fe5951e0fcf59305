package io.aiopool.child;

import java.util.Map;
import java.util.TreeMap;

/**
 * The stacks of all threads in text, as evidence of what a worker was doing.
 */
final class ThreadDump {

	private static final int MOST_CHARS = 256 * 1024;

	private ThreadDump() {
	}

	static String take() {
		StringBuilder text = new StringBuilder();
		Map<String, Map.Entry<Thread, StackTraceElement[]>> byName = new TreeMap<>();
		Thread.getAllStackTraces()
			.forEach((thread, stack) -> byName.put(thread.getName() + " #" + thread.getId(), Map.entry(thread, stack)));
		byName.forEach((name, entry) -> {
			if (text.length() < MOST_CHARS) {
				append(text, name, entry.getKey(), entry.getValue());
			}
		});
		return text.toString();
	}

	private static void append(StringBuilder text, String name, Thread thread, StackTraceElement[] stack) {
		text.append('"').append(name).append("\" ").append(thread.getState()).append('\n');
		for (StackTraceElement frame : stack) {
			text.append("\tat ").append(frame).append('\n');
		}
		text.append('\n');
	}

}
