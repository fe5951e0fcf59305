package io.aiopool.codec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is said of one exception: enough to describe it where it cannot be rebuilt. Others
 * are named by their number, {@value #NONE} for none.
 *
 * @param types names of its class and the ancestors of that, up to {@code Throwable}
 * @param message the message that it holds
 * @param text the message that it shows, which an override may have made of the other
 * @param frames its stack trace
 * @param cause the cause that it holds, {@value #REFUSED} if it has none and takes none
 * @param shownCause the cause that it shows
 * @param suppressed its suppressed exceptions
 * @param objection why it is not rebuilt as what it is, if that is known already
 * @param sql what an {@code SQLException} knows
 * @param rebuiltAs which of the types is rebuilt from the state, {@code -1} for none
 * @param state the encoded state
 */
record FailureNode(List<String> types, @Nullable String message, @Nullable String text, StackTraceElement[] frames,
		int cause, int shownCause, int[] suppressed, @Nullable String objection, SqlFailures.@Nullable Sql sql,
		int rebuiltAs, byte[] state) {

	/** No exception. */
	static final int NONE = -1;

	/** No cause, now and later. */
	static final int REFUSED = -2;

	private static final int MOST_TYPES = 32;

	private static final int LONGEST_NAME = 1000;

	/** Names that are no longer than what any compiler makes. */
	static List<String> names(Class<?>[] types) {
		List<String> names = new ArrayList<>();
		for (Class<?> type : types) {
			String name = type.getName();
			if (names.size() < MOST_TYPES) {
				names.add((name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) : name);
			}
		}
		return names;
	}

	String type() {
		return this.types.get(0);
	}

	/** What {@code getCause} of a stand-in is to return, and whether it may change. */
	int causeOfStandIn() {
		return (this.shownCause != NONE || this.cause != REFUSED) ? this.shownCause : REFUSED;
	}

	/** How {@link Throwable#toString()} would put it. */
	String describe() {
		return (this.text != null) ? type() + ": " + this.text : type();
	}

	void write(ObjectEncoder out) throws PayloadException {
		out.writeCount(this.types.size());
		for (String type : this.types) {
			out.writeName(type);
		}
		out.writeString(this.message);
		boolean same = (this.text != null) ? this.text.equals(this.message) : this.message == null;
		out.writeBoolean(same);
		if (!same) {
			out.writeString(this.text);
		}
		StackFrames.writeAll(out, this.frames);
		out.writeInt(this.cause);
		out.writeInt(this.shownCause);
		out.writeCount(this.suppressed.length);
		for (int one : this.suppressed) {
			out.writeInt(one);
		}
		out.writeString(this.objection);
		out.writeBoolean(this.sql != null);
		if (this.sql != null) {
			out.writeString(this.sql.state());
			out.writeInt(this.sql.code());
			out.writeInt(this.sql.next());
		}
		out.writeInt(this.rebuiltAs);
		out.writeUnsigned(this.state.length);
		out.writeBytes(this.state, 0, this.state.length);
	}

	static FailureNode read(ObjectDecoder in) throws PayloadException {
		in.charge(Footprint.FAILURE);
		List<String> types = readTypes(in);
		String message = in.readString();
		String text = in.readBoolean() ? message : in.readString();
		StackTraceElement[] frames = StackFrames.readAll(in);
		int cause = in.readInt();
		int shownCause = in.readInt();
		int[] suppressed = new int[in.readCount()];
		for (int i = 0; i < suppressed.length; i++) {
			suppressed[i] = in.readInt();
		}
		String objection = in.readString();
		SqlFailures.Sql sql = in.readBoolean() ? new SqlFailures.Sql(in.readString(), in.readInt(), in.readInt())
				: null;
		int rebuiltAs = in.readInt();
		if (rebuiltAs < -1 || rebuiltAs >= types.size()) {
			throw PayloadException.corrupt("an exception has no type " + rebuiltAs);
		}
		return new FailureNode(types, message, text, frames, cause, shownCause, suppressed, objection, sql, rebuiltAs,
				in.readBytes(in.readLength()));
	}

	private static List<String> readTypes(ObjectDecoder in) throws PayloadException {
		int count = in.readCount();
		if (count == 0 || count > MOST_TYPES) {
			throw PayloadException.corrupt("an exception has " + count + " types");
		}
		List<String> types = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			String name = in.readName();
			if (name == null || name.length() > LONGEST_NAME) {
				throw PayloadException.corrupt("an exception lacks a type");
			}
			types.add(name);
		}
		return List.copyOf(types);
	}

}
