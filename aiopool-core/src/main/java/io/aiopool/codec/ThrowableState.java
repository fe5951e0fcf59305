package io.aiopool.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Throwable} itself holds, past the overrides of a user's class: one
 * that decorates its message would otherwise decorate it again after each journey.
 * Thread-safe.
 */
final class ThrowableState {

	private final Class<?> type;

	private final @Nullable MethodHandle message;

	private final @Nullable MethodHandle cause;

	ThrowableState(Class<?> type) {
		this.type = type;
		this.message = original(type, "getMessage", String.class);
		this.cause = original(type, "getCause", Throwable.class);
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

	StackTraceElement[] stackTrace(Throwable throwable) throws PayloadException {
		try {
			return throwable.getStackTrace();
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.type, "getStackTrace", ex);
		}
	}

	/**
	 * Finds the method of Throwable that overrides hide, as seen by {@code super} in the
	 * topmost class that overrides it; null if a virtual call does.
	 */
	private static @Nullable MethodHandle original(Class<?> type, String name, Class<?> returns) {
		Class<?> topmost = null;
		for (Class<?> c = type; c != Throwable.class; c = c.getSuperclass()) {
			if (declares(c, name)) {
				topmost = c;
			}
		}
		if (topmost == null || TypeCodecs.isPlatform(topmost)) {
			return null;
		}
		try {
			return MethodHandles.privateLookupIn(topmost, MethodHandles.lookup())
				.findSpecial(Throwable.class, name, MethodType.methodType(returns), topmost);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private static boolean declares(Class<?> type, String name) {
		try {
			return type.getDeclaredMethod(name) != null;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

}
