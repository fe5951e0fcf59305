package io.aiopool.wire;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One event of a child's log, part of {@link ChildMessage.Log}.
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

	/** What an entry, an exception or a frame takes besides its text, roughly. */
	private static final int OVERHEAD = 64;

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

		private int size() {
			int size = OVERHEAD + this.type.length() + ((this.message != null) ? this.message.length() : 0);
			for (StackTraceElement element : this.stackTrace) {
				size += OVERHEAD + element.getClassName().length() + element.getMethodName().length();
			}
			for (Thrown each : this.suppressed) {
				size += each.size();
			}
			return size + ((this.cause != null) ? this.cause.size() : 0);
		}

	}

}
