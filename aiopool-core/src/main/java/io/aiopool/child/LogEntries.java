package io.aiopool.child;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aiopool.wire.LogEntry;
import io.aiopool.wire.LogEntry.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries for the parent's log out of anything that is logged here, cut to a size
 * that can be kept. Exceptions are code of users, which may fail or lie.
 */
final class LogEntries {

	static final int MOST_MESSAGE_CHARS = 16 * 1024;

	private static final int MOST_NAME_CHARS = 512;

	private static final int MOST_FRAMES = 128;

	private static final int MOST_THROWN = 12;

	private static final int MOST_CONTEXT_ENTRIES = 64;

	private LogEntries() {
	}

	static LogEntry entry(long time, Level level, String logger, long task, @Nullable String message,
			@Nullable Throwable failure, Map<String, String> context) {
		return new LogEntry(time, level, cut(logger, MOST_NAME_CHARS),
				cut(Thread.currentThread().getName(), MOST_NAME_CHARS), task,
				cut((message != null) ? message : "null", MOST_MESSAGE_CHARS),
				(failure != null) ? new Reader().read(failure, 0) : null, cut(context));
	}

	private static Map<String, String> cut(Map<String, String> context) {
		if (context.isEmpty()) {
			return Map.of();
		}
		Map<String, String> cut = new HashMap<>();
		context.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() != null)
			.limit(MOST_CONTEXT_ENTRIES)
			.forEach((entry) -> cut.put(cut(entry.getKey(), MOST_NAME_CHARS),
					cut(String.valueOf(entry.getValue()), MOST_NAME_CHARS)));
		return cut;
	}

	private static String cut(String text, int most) {
		return (text.length() <= most) ? text : text.substring(0, most) + "... (cut)";
	}

	/** Reads an exception with its causes, each once, and not too many. */
	private static final class Reader {

		private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

		@Nullable Thrown read(@Nullable Throwable failure, int depth) {
			if (failure == null || depth > Thrown.DEEPEST || this.seen.size() >= MOST_THROWN
					|| !this.seen.add(failure)) {
				return null;
			}
			String type = failure.getClass().getName();
			try {
				String message = failure.getMessage();
				StackTraceElement[] trace = failure.getStackTrace();
				List<StackTraceElement> frames = Arrays.asList(trace).subList(0, Math.min(trace.length, MOST_FRAMES));
				Thrown cause = read(failure.getCause(), depth + 1);
				List<Thrown> suppressed = Arrays.stream(failure.getSuppressed())
					.map((each) -> read(each, depth + 1))
					.filter((each) -> each != null)
					.toList();
				return new Thrown(type, (message != null) ? cut(message, MOST_MESSAGE_CHARS) : null, frames, cause,
						suppressed);
			}
			catch (RuntimeException | Error ex) {
				return new Thrown(type, "(cannot be read: " + ex.getClass().getName() + ")", List.of(), null,
						List.of());
			}
		}

	}

}
