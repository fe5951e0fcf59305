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

	static List<LogEntry> read(FieldReader in) throws ProtocolException {
		List<LogEntry> entries = new ArrayList<>();
		for (int left = in.count(); left > 0; left--) {
			entries.add(new LogEntry(in.i64(), level(in.u8()), in.text(), in.text(), in.i64(), in.text(),
					readOptional(in, 0), in.pairs()));
		}
		return entries;
	}

	private static Level level(int ordinal) throws ProtocolException {
		if (ordinal >= LEVELS.length) {
			throw new ProtocolException("unknown level of a log event " + ordinal);
		}
		return LEVELS[ordinal];
	}

	private static @Nullable Thrown readOptional(FieldReader in, int depth) throws ProtocolException {
		return in.bool() ? readThrown(in, depth) : null;
	}

	private static Thrown readThrown(FieldReader in, int depth) throws ProtocolException {
		if (depth > Thrown.DEEPEST) {
			throw new ProtocolException("exceptions in a log event are nested deeper than " + Thrown.DEEPEST);
		}
		String type = in.text();
		String message = in.optionalText();
		List<StackTraceElement> stackTrace = new ArrayList<>();
		for (int left = in.count(); left > 0; left--) {
			stackTrace.add(new StackTraceElement(in.text(), in.text(), in.optionalText(), in.i32()));
		}
		Thrown cause = readOptional(in, depth + 1);
		List<Thrown> suppressed = new ArrayList<>();
		for (int left = in.count(); left > 0; left--) {
			suppressed.add(readThrown(in, depth + 1));
		}
		return new Thrown(type, message, stackTrace, cause, suppressed);
	}

}
