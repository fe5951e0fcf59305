package io.aiopool;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The root of what the pool itself reports, as opposed to what a task throws. Every
 * message says what failed, with which values, and what to do.
 */
public class OffProcessException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 */
	public OffProcessException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public OffProcessException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Tells whether this exception, or one of its causes, is of a type, here or where it
	 * was thrown: an exception that could not be carried is known by the name of its
	 * class and its superclasses.
	 * @param typeName the name of a class as {@link Class#getName()} has it, such as
	 * {@code org.sqlite.SQLiteException}, which need not exist here
	 * @return {@code true} if one of them is of that class or a subclass
	 */
	public final boolean isCausedBy(String typeName) {
		return isCausedBy(this, typeName);
	}

	/**
	 * Tells whether this exception, or one of its causes, is of a type, here or where it
	 * was thrown.
	 * @param type the type
	 * @return {@code true} if one of them is of that class or a subclass
	 */
	public final boolean isCausedBy(Class<? extends Throwable> type) {
		return isCausedBy(this, type);
	}

	/**
	 * Tells whether an exception, or one of its causes, is of a type, here or where it
	 * was thrown. What a task throws is often no {@code OffProcessException}.
	 * @param failure the exception
	 * @param typeName the name of a class as {@link Class#getName()} has it, which need
	 * not exist here
	 * @return {@code true} if one of them is of that class or a subclass
	 */
	public static boolean isCausedBy(Throwable failure, String typeName) {
		Objects.requireNonNull(typeName, "typeName");
		return anyCause(failure, (one) -> isA(one, typeName));
	}

	/**
	 * Tells whether an exception, or one of its causes, is of a type, here or where it
	 * was thrown.
	 * @param failure the exception
	 * @param type the type
	 * @return {@code true} if one of them is of that class or a subclass
	 */
	public static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
		Objects.requireNonNull(type, "type");
		return anyCause(failure, (one) -> isA(one, type));
	}

	/** Whether an exception itself is of a type, here or where it was thrown. */
	static boolean isA(Throwable failure, Class<? extends Throwable> type) {
		RemoteTaskException remote = RemoteTaskException.of(failure);
		return type.isInstance(failure) || remote != null && remote.isRemotely(type.getName());
	}

	private static boolean isA(Throwable failure, String typeName) {
		for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals(typeName)) {
				return true;
			}
		}
		RemoteTaskException remote = RemoteTaskException.of(failure);
		return remote != null && remote.isRemotely(typeName);
	}

	/** Causes may lead back to where they come from. */
	private static boolean anyCause(Throwable failure, Predicate<Throwable> condition) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
			if (condition.test(one)) {
				return true;
			}
		}
		return false;
	}

}
