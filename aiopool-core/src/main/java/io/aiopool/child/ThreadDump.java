package io.aiopool.child;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stacks of all threads in text, as evidence of what a worker was doing.
 */
final class ThreadDump {

	private static final int MOST_CHARS = 256 * 1024;

	private ThreadDump() {
	}

	/**
	 * Takes the stacks of all threads.
	 * @param bodies threads that run bodies, which may be virtual
	 */
	static String take(List<Thread> bodies) {
		StringBuilder text = new StringBuilder();
		Map<String, Map.Entry<Thread, StackTraceElement[]>> byName = new TreeMap<>();
		Thread.getAllStackTraces().forEach((thread, stack) -> byName.put(name(thread), Map.entry(thread, stack)));
		// All threads are all but virtual ones.
		bodies.forEach(
				(thread) -> byName.computeIfAbsent(name(thread), (name) -> Map.entry(thread, thread.getStackTrace())));
		byName.forEach((name, entry) -> {
			if (text.length() < MOST_CHARS) {
				append(text, name, entry.getKey(), entry.getValue());
			}
		});
		text.setLength(Math.min(text.length(), MOST_CHARS));
		return text.toString();
	}

	private static String name(Thread thread) {
		return thread.getName() + " #" + thread.getId();
	}

	private static void append(StringBuilder text, String name, Thread thread, StackTraceElement[] stack) {
		text.append('"').append(name).append("\" ").append(thread.getState()).append('\n');
		for (StackTraceElement frame : stack) {
			text.append("\tat ").append(frame).append('\n');
		}
		text.append('\n');
	}

}
