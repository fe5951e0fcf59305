package io.aiopool.wire;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.logging.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * One event of a child's log, part of {@link ChildMessage.Log}. Whatever it is made of,
 * it is bounded, and its texts are {@linkplain PrintableText printable}: the child makes
 * it so before it is sent, and the parent again when it reads what some process has sent.
 *
 * @param time microseconds since 1970, by the child's clock
 * @param level its level
 * @param logger name of the logger
 * @param thread name of the thread
 * @param task id of the task that the thread ran, 0 for none
 * @param message the formatted message
 * @param thrown what was thrown, if anything was
 * @param context diagnostic context of the thread
 */
public record LogEntry(long time, Level level, String logger, String thread, long task, String message,
		@Nullable Thrown thrown, Map<String, String> context) {

	static final int MOST_MESSAGE_CHARS = 16 * 1024;

	static final int MOST_NAME_CHARS = 512;

	static final int MOST_CONTEXT_ENTRIES = 64;

	/** A logging system looks for a logger above each part of a name. */
	private static final int MOST_LOGGER_PARTS = 64;

	/** What an entry, an exception or a frame takes besides its text, roughly. */
	private static final int OVERHEAD = 64;

	public LogEntry {
		logger = loggerName(logger);
		thread = name(thread);
		message = PrintableText.lines(message, MOST_MESSAGE_CHARS);
		context = bounded(context);
	}

	private static String name(String name) {
		return PrintableText.line(name, MOST_NAME_CHARS);
	}

	private static String loggerName(String logger) {
		String name = name(logger);
		int dot = -1;
		for (int parts = 0; parts < MOST_LOGGER_PARTS; parts++) {
			dot = name.indexOf('.', dot + 1);
			if (dot < 0) {
				return name;
			}
		}
		return name.substring(0, dot) + PrintableText.CUT;
	}

	private static Map<String, String> bounded(Map<String, String> context) {
		if (context.isEmpty()) {
			return Map.of();
		}
		Map<String, String> bounded = new HashMap<>();
		for (Map.Entry<String, String> entry : context.entrySet()) {
			if (entry.getKey() != null && bounded.size() < MOST_CONTEXT_ENTRIES) {
				bounded.put(name(entry.getKey()), name(String.valueOf(entry.getValue())));
			}
		}
		return Collections.unmodifiableMap(bounded);
	}

	/**
	 * Returns about how much memory it takes.
	 * @return characters
	 */
	public int size() {
		int size = OVERHEAD + this.logger.length() + this.thread.length() + this.message.length();
		for (Map.Entry<String, String> entry : this.context.entrySet()) {
			size += OVERHEAD + entry.getKey().length() + entry.getValue().length();
		}
		return size + ((this.thrown != null) ? this.thrown.size() : 0);
	}

	/**
	 * Something throwable, in text.
	 *
	 * @param type name of its class
	 * @param message its message, {@code null} included
	 * @param stackTrace its stack trace
	 * @param cause its cause, if it has one
	 * @param suppressed what it suppressed
	 */
	public record Thrown(String type, @Nullable String message, List<StackTraceElement> stackTrace,
			@Nullable Thrown cause, List<Thrown> suppressed) {

		/** So deep may causes and suppressed ones be nested. */
		public static final int DEEPEST = 16;

		/** So many may be in one entry, causes and suppressed ones included. */
		public static final int MOST = 12;

		static final int MOST_FRAMES = 128;

		public Thrown {
			type = name(type);
			message = (message != null) ? PrintableText.lines(message, MOST_MESSAGE_CHARS) : null;
			stackTrace = stackTrace.stream().limit(MOST_FRAMES).map(Thrown::frame).toList();
			suppressed = suppressed.stream().limit(MOST).toList();
		}

		private static StackTraceElement frame(StackTraceElement frame) {
			String type = name(frame.getClassName());
			String method = name(frame.getMethodName());
			String file = (frame.getFileName() != null) ? name(frame.getFileName()) : null;
			return new StackTraceElement(type, method, file, frame.getLineNumber());
		}

		private int size() {
			int size = OVERHEAD + this.type.length() + ((this.message != null) ? this.message.length() : 0);
			for (StackTraceElement element : this.stackTrace) {
				String file = element.getFileName();
				size += OVERHEAD + element.getClassName().length() + element.getMethodName().length()
						+ ((file != null) ? file.length() : 0);
			}
			for (Thrown each : this.suppressed) {
				size += each.size();
			}
			return size + ((this.cause != null) ? this.cause.size() : 0);
		}

	}

}
