package io.aiopool.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.wire.LogEntry.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@link LogEntry}.
 */
final class LogFields {

	private static final Level[] LEVELS = Level.values();

	/** A child has no more waiting. */
	private static final int MOST_ENTRIES = 4096;

	private static final int MOST_BYTES_OF_A_CHAR = 3;

	/** One more than is kept, so that it is seen that there is more. */
	private static final int MOST_NAME_BYTES = MOST_BYTES_OF_A_CHAR * (LogEntry.MOST_NAME_CHARS + 1);

	private static final int MOST_MESSAGE_BYTES = MOST_BYTES_OF_A_CHAR * (LogEntry.MOST_MESSAGE_CHARS + 1);

	private LogFields() {
	}

	static Frame write(FieldWriter out, List<LogEntry> entries) {
		out.i32(entries.size());
		for (LogEntry entry : entries) {
			out.i64(entry.time())
				.u8(entry.level().ordinal())
				.text(entry.logger())
				.text(entry.thread())
				.i64(entry.task())
				.text(entry.message());
			writeOptional(out, entry.thrown());
			out.pairs(entry.context());
		}
		return out.frame();
	}

	private static void writeOptional(FieldWriter out, @Nullable Thrown thrown) {
		out.bool(thrown != null);
		if (thrown != null) {
			write(out, thrown);
		}
	}

	private static void write(FieldWriter out, Thrown thrown) {
		out.text(thrown.type()).text(thrown.message()).i32(thrown.stackTrace().size());
		for (StackTraceElement element : thrown.stackTrace()) {
			out.text(element.getClassName())
				.text(element.getMethodName())
				.text(element.getFileName())
				.i32(element.getLineNumber());
		}
		writeOptional(out, thrown.cause());
		out.i32(thrown.suppressed().size());
		thrown.suppressed().forEach((suppressed) -> write(out, suppressed));
	}

	/**
	 * Reads a message of any process: what an honest child never sends is read over, and
	 * not kept.
	 */
	static ChildMessage.Log read(FieldReader in) throws ProtocolException {
		long leftOut = in.i64();
		List<LogEntry> entries = new ArrayList<>();
		for (int left = in.count(); left > 0; left--) {
			LogEntry entry = new LogEntry(in.i64(), level(in.u8()), in.text(MOST_NAME_BYTES), in.text(MOST_NAME_BYTES),
					in.i64(), in.text(MOST_MESSAGE_BYTES), new ThrownReader(in).readOptional(0),
					in.pairs(LogEntry.MOST_CONTEXT_ENTRIES, MOST_NAME_BYTES));
			if (entries.size() < MOST_ENTRIES) {
				entries.add(entry);
			}
			else {
				leftOut++;
			}
		}
		return new ChildMessage.Log(leftOut, entries);
	}

	private static Level level(int ordinal) throws ProtocolException {
		if (ordinal >= LEVELS.length) {
			throw new ProtocolException("unknown level of a log event " + ordinal);
		}
		return LEVELS[ordinal];
	}

	/** Reads the exceptions of one entry and keeps the first. */
	private static final class ThrownReader {

		private final FieldReader in;

		private int read;

		ThrownReader(FieldReader in) {
			this.in = in;
		}

		@Nullable Thrown readOptional(int depth) throws ProtocolException {
			return this.in.bool() ? read(depth) : null;
		}

		private @Nullable Thrown read(int depth) throws ProtocolException {
			if (depth > Thrown.DEEPEST) {
				throw new ProtocolException("exceptions in a log event are nested deeper than " + Thrown.DEEPEST);
			}
			boolean kept = this.read < Thrown.MOST;
			this.read++;
			String type = this.in.text(MOST_NAME_BYTES);
			String message = this.in.optionalText(MOST_MESSAGE_BYTES);
			List<StackTraceElement> stackTrace = readFrames();
			Thrown cause = readOptional(depth + 1);
			List<Thrown> suppressed = new ArrayList<>();
			for (int left = this.in.count(); left > 0; left--) {
				Thrown each = read(depth + 1);
				if (each != null) {
					suppressed.add(each);
				}
			}
			return kept ? new Thrown(type, message, stackTrace, cause, suppressed) : null;
		}

		private List<StackTraceElement> readFrames() throws ProtocolException {
			List<StackTraceElement> frames = new ArrayList<>();
			for (int left = this.in.count(); left > 0; left--) {
				StackTraceElement frame = new StackTraceElement(this.in.text(MOST_NAME_BYTES),
						this.in.text(MOST_NAME_BYTES), this.in.optionalText(MOST_NAME_BYTES), this.in.i32());
				if (frames.size() < Thrown.MOST_FRAMES) {
					frames.add(frame);
				}
			}
			return frames;
		}

	}

}
