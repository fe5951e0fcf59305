package io.aiopool.child;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aiopool.wire.LogEntry;
import io.aiopool.wire.LogEntry.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries for the parent's log out of anything that is logged here. Exceptions are
 * code of users, which may fail or lie.
 */
final class LogEntries {

	private LogEntries() {
	}

	static LogEntry entry(long time, Level level, String logger, long task, @Nullable String message,
			@Nullable Throwable failure, Map<String, String> context) {
		return new LogEntry(time, level, logger, Thread.currentThread().getName(), task,
				(message != null) ? message : "null", (failure != null) ? new Reader().read(failure, 0) : null,
				context);
	}

	/** Reads an exception with its causes, each once, and not too many. */
	private static final class Reader {

		private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

		@Nullable Thrown read(@Nullable Throwable failure, int depth) {
			if (failure == null || depth > Thrown.DEEPEST || this.seen.size() >= Thrown.MOST
					|| !this.seen.add(failure)) {
				return null;
			}
			String type = failure.getClass().getName();
			try {
				String message = failure.getMessage();
				List<StackTraceElement> frames = Arrays.asList(failure.getStackTrace());
				Thrown cause = read(failure.getCause(), depth + 1);
				List<Thrown> suppressed = Arrays.stream(failure.getSuppressed())
					.map((each) -> read(each, depth + 1))
					.filter((each) -> each != null)
					.toList();
				return new Thrown(type, message, frames, cause, suppressed);
			}
			catch (RuntimeException | Error ex) {
				return new Thrown(type, "(cannot be read: " + ex.getClass().getName() + ")", List.of(), null,
						List.of());
			}
		}

	}

}
