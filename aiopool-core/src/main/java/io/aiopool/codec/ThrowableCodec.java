package io.aiopool.codec;

import java.lang.reflect.Constructor;

import org.jspecify.annotations.Nullable;

/**
 * Exceptions and errors: message, stack trace, cause, suppressed ones, and the fields
 * that subclasses add. Rebuilt through a constructor of {@code Throwable}, so that no
 * constructor of the class runs and no private field of the JDK is touched. Thread-safe.
 */
final class ThrowableCodec extends StructCodec {

	/** What an exception does not do: bits of a number. */
	private static final int TAKES_NO_CAUSE = 1;

	private static final int SUPPRESSES_NONE = 2;

	private static final int TRACES_NOTHING = 4;

	private final Constructor<?> creator;

	private final Constructor<?> creatorWithoutCause;

	private final Constructor<?> creatorWithSwitches;

	private final ThrowableState state;

	ThrowableCodec(Class<?> type) {
		super(Identity.EARLY, type, slotsOf(type, Throwable.class));
		this.creator = Creators.withMessage(type);
		this.creatorWithoutCause = Creators.withMessageAndCause(type);
		this.creatorWithSwitches = Creators.withSwitches(type);
		this.state = ThrowableState.of(type);
	}

	@Override
	boolean resolves() {
		return false;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Throwable throwable = (Throwable) value;
		Throwable cause = this.state.cause(throwable);
		out.writeString(this.state.message(throwable));
		int switches = switches(throwable, cause);
		out.writeByte(switches);
		if (isSwitched(switches) && cause != null) {
			// Only its constructor sets the cause of such a one.
			out.closeLevel();
		}
		StackFrames.writeAll(out, this.state.stackTrace(throwable));
		writePart(out, cause, ".cause");
		Throwable[] suppressed = throwable.getSuppressed();
		out.writeCount(suppressed.length);
		for (int i = 0; i < suppressed.length; i++) {
			writePart(out, suppressed[i], ".suppressed[" + i + "]");
		}
		writeSlots(out, value);
	}

	private int switches(Throwable throwable, @Nullable Throwable cause) throws PayloadException {
		return ((cause == null && this.state.refusesCause(throwable)) ? TAKES_NO_CAUSE : 0)
				| ((Fields.SUPPRESSED.get(throwable) == null) ? SUPPRESSES_NONE : 0)
				| ((Fields.STACK_TRACE.get(throwable) == null) ? TRACES_NOTHING : 0);
	}

	private static boolean isSwitched(int switches) {
		return (switches & (SUPPRESSES_NONE | TRACES_NOTHING)) != 0;
	}

	private static void writePart(ObjectEncoder out, @Nullable Object part, String step) throws PayloadException {
		try {
			out.write(part);
		}
		catch (PayloadException ex) {
			throw ex.within(step);
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		in.charge(Footprint.ofThrowable(in.depth()));
		String message = in.readString();
		int switches = in.readByte();
		if ((switches & ~(TAKES_NO_CAUSE | SUPPRESSES_NONE | TRACES_NOTHING)) != 0) {
			throw PayloadException.corrupt("no such kind of exception");
		}
		Throwable throwable = null;
		if (!isSwitched(switches)) {
			throwable = create(message, switches == TAKES_NO_CAUSE);
			in.publish(id, throwable);
		}
		StackTraceElement[] frames = StackFrames.readAll(in);
		Throwable cause = readPart(in, ".cause");
		if (throwable == null) {
			throwable = make(this.creatorWithSwitches, message, cause, (switches & SUPPRESSES_NONE) == 0,
					(switches & TRACES_NOTHING) == 0);
			cause = null;
			in.publish(id, throwable);
		}
		@Nullable Throwable[] suppressed = new Throwable[in.readCount()];
		for (int i = 0; i < suppressed.length; i++) {
			suppressed[i] = readPart(in, ".suppressed[" + i + "]");
		}
		this.state.attach(throwable, frames, cause, suppressed);
		readSlots(in, throwable);
		return throwable;
	}

	void readSlots(ObjectDecoder in, Throwable throwable) throws PayloadException {
		for (FieldSlot slot : this.slots) {
			slot.set(throwable, slot.read(in));
		}
	}

	private static @Nullable Throwable readPart(ObjectDecoder in, String step) throws PayloadException {
		Object part;
		try {
			part = in.read();
		}
		catch (PayloadException ex) {
			throw ex.within(step);
		}
		if (part != null && !(part instanceof Throwable)) {
			throw PayloadException.corrupt("a cause is no exception");
		}
		return (Throwable) part;
	}

	/** Whether it has no cause and takes none either. */
	boolean refusesCause(Throwable throwable) {
		return this.state.refusesCause(throwable);
	}

	/**
	 * Makes one without fields.
	 * @param refusesCause whether it has no cause and takes none either
	 */
	Throwable create(@Nullable String message, boolean refusesCause) throws PayloadException {
		return refusesCause ? make(this.creatorWithoutCause, message, null) : make(this.creator, message);
	}

	private Throwable make(Constructor<?> constructor, @Nullable Object... arguments) throws PayloadException {
		return (Throwable) Creators.run(constructor, this.type, "Creating an instance", arguments);
	}

	/** Both are null in an exception that was made so that it does not use them. */
	private static final class Fields {

		static final JdkField SUPPRESSED = JdkField.of("java.lang.Throwable", "suppressedExceptions");

		static final JdkField STACK_TRACE = JdkField.of("java.lang.Throwable", "stackTrace");

	}

}
