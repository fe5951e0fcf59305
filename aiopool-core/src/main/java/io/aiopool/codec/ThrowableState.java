package io.aiopool.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Reads and sets what {@link Throwable} itself holds, past the overrides of a user's
 * class: one that decorates its message would otherwise decorate it again after each
 * journey, and one that lets nobody set its cause would not arrive. Thread-safe.
 */
final class ThrowableState {

	private static final ClassValue<ThrowableState> STATES = new ClassValue<>() {

		@Override
		protected ThrowableState computeValue(Class<?> type) {
			return new ThrowableState(type);
		}

	};

	private final Class<?> type;

	private final @Nullable MethodHandle message;

	private final @Nullable MethodHandle cause;

	private final @Nullable MethodHandle initCause;

	private final @Nullable MethodHandle stackTrace;

	private final @Nullable MethodHandle setStackTrace;

	private ThrowableState(Class<?> type) {
		this.type = type;
		this.message = original(type, "getMessage", String.class);
		this.cause = original(type, "getCause", Throwable.class);
		this.initCause = original(type, "initCause", Throwable.class, Throwable.class);
		this.stackTrace = original(type, "getStackTrace", StackTraceElement[].class);
		this.setStackTrace = original(type, "setStackTrace", void.class, StackTraceElement[].class);
	}

	/** Returns that of an exception class. */
	static ThrowableState of(Class<?> type) {
		return STATES.get(type);
	}

	@Nullable String message(Throwable throwable) throws PayloadException {
		try {
			return (this.message != null) ? (String) this.message.invoke(throwable) : throwable.getMessage();
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.type, "getMessage", ex);
		}
	}

	@Nullable Throwable cause(Throwable throwable) throws PayloadException {
		try {
			return (this.cause != null) ? (Throwable) this.cause.invoke(throwable) : throwable.getCause();
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.type, "getCause", ex);
		}
	}

	/**
	 * Tells whether an exception without a cause has been told that there is none, so
	 * that it takes none later. An exception that may still take one refuses itself, and
	 * says so in another way; neither changes it.
	 */
	boolean refusesCause(Throwable throwable) {
		try {
			if (this.initCause != null) {
				Throwable ignored = (Throwable) this.initCause.invoke(throwable, throwable);
			}
			else {
				throwable.initCause(throwable);
			}
			return false;
		}
		catch (IllegalArgumentException ex) {
			return ex.getCause() != throwable;
		}
		catch (Throwable ex) {
			// Whatever it is: the message of the refusal asks the exception for its text.
			return true;
		}
	}

	/**
	 * Gives a new exception what it came with.
	 */
	void attach(Throwable throwable, StackTraceElement[] frames, @Nullable Throwable cause,
			@Nullable Throwable[] suppressed) throws PayloadException {
		try {
			setStackTrace(throwable, frames);
			if (cause != null) {
				initCause(throwable, cause);
			}
			for (Throwable one : suppressed) {
				throwable.addSuppressed(one);
			}
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.type, "Rebuilding an instance", ex);
		}
	}

	private void initCause(Throwable throwable, Throwable cause) throws Throwable {
		if (this.initCause != null) {
			Throwable ignored = (Throwable) this.initCause.invoke(throwable, cause);
		}
		else {
			throwable.initCause(cause);
		}
	}

	StackTraceElement[] stackTrace(Throwable throwable) throws PayloadException {
		try {
			return (this.stackTrace != null) ? (StackTraceElement[]) this.stackTrace.invoke(throwable)
					: throwable.getStackTrace();
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.type, "getStackTrace", ex);
		}
	}

	private void setStackTrace(Throwable throwable, StackTraceElement[] frames) throws Throwable {
		if (this.setStackTrace != null) {
			this.setStackTrace.invoke(throwable, frames);
		}
		else {
			throwable.setStackTrace(frames);
		}
	}

	/**
	 * Finds the method that overrides of users hide, as seen by {@code super} in the
	 * topmost class of theirs that overrides it; null if a virtual call does.
	 */
	private static @Nullable MethodHandle original(Class<?> type, String name, Class<?> returns,
			Class<?>... parameters) {
		Class<?> topmost = null;
		for (Class<?> c = type; !TypeCodecs.isPlatform(c); c = c.getSuperclass()) {
			if (declares(c, name, parameters)) {
				topmost = c;
			}
		}
		if (topmost == null) {
			return null;
		}
		try {
			return MethodHandles.privateLookupIn(topmost, MethodHandles.lookup())
				.findSpecial(Throwable.class, name, MethodType.methodType(returns, parameters), topmost);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
		try {
			return type.getDeclaredMethod(name, parameters) != null;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

}
