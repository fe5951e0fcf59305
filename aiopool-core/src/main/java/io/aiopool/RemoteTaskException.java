package io.aiopool;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a failure of a task whose exception could not be carried as it is: its class
 * is missing here, or not allowed, or it cannot be encoded. Says in text what it was. Has
 * the remote stack trace, and the causes and suppressed exceptions of that exception,
 * each of which is rebuilt if it can be. Whether it stands for an exception of a certain
 * type is told by {@link #isCausedBy(String)}. Immutable but for what every exception
 * lets one change.
 */
public class RemoteTaskException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	private final String remoteType;

	private final String remoteStackTrace;

	private final String[] remoteTypes;

	/**
	 * Creates the exception.
	 * @param message what failed, and why the exception itself could not be carried
	 * @param remoteType the class name of the exception in the worker
	 * @param remoteStackTrace its stack trace in text, causes included
	 */
	public RemoteTaskException(String message, String remoteType, String remoteStackTrace) {
		this(message, List.of(remoteType), remoteStackTrace);
	}

	/**
	 * Creates the exception.
	 * @param message what failed, and why the exception itself could not be carried
	 * @param remoteTypes the class name of the exception in the worker, and those of its
	 * superclasses as far as they are known, the nearest first
	 * @param remoteStackTrace its stack trace in text, causes included
	 * @throws IllegalArgumentException if there is no class name
	 */
	public RemoteTaskException(String message, List<String> remoteTypes, String remoteStackTrace) {
		super(message);
		if (remoteTypes.isEmpty()) {
			throw new IllegalArgumentException("remoteTypes must have the name of a class, but is empty");
		}
		this.remoteType = remoteTypes.get(0);
		this.remoteTypes = remoteTypes.toArray(String[]::new);
		this.remoteStackTrace = remoteStackTrace;
	}

	/**
	 * Returns what was thrown in the worker.
	 * @return a class name
	 */
	public String remoteType() {
		return this.remoteType;
	}

	/**
	 * Returns the class of what was thrown in the worker and its superclasses.
	 * @return class names, {@link #remoteType()} first; the superclasses, up to
	 * {@code java.lang.Throwable}, only if the worker has told them. Unmodifiable
	 */
	public List<String> remoteTypes() {
		return List.of(this.remoteTypes);
	}

	/**
	 * Returns where it was thrown in the worker.
	 * @return a stack trace as {@link Throwable#printStackTrace()} writes it
	 */
	public String remoteStackTrace() {
		return this.remoteStackTrace;
	}

	/**
	 * Finds what an exception was in the worker, if it is something else here: described
	 * by a {@code RemoteTaskException}, or represented by an instance of one of its
	 * superclasses, which has a {@link RemoteTypeException} among those that it
	 * suppresses.
	 * @param failure the exception
	 * @return its description, {@code null} if the exception is what it was
	 */
	public static @Nullable RemoteTaskException of(Throwable failure) {
		if (failure instanceof RemoteTaskException described) {
			return described;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (suppressed instanceof RemoteTypeException note) {
				return note;
			}
		}
		return null;
	}

	/**
	 * Returns the type that an exception had where it was thrown.
	 * @param failure the exception
	 * @return {@link #remoteType()} of {@link #of(Throwable)} if there is one, else the
	 * name of the exception's class
	 */
	public static String typeOf(Throwable failure) {
		RemoteTaskException remote = of(failure);
		return (remote != null) ? remote.remoteType() : failure.getClass().getName();
	}

	/** Tells whether what was thrown had a class of this name, or a superclass. */
	boolean isRemotely(String typeName) {
		for (String type : this.remoteTypes) {
			if (type.equals(typeName)) {
				return true;
			}
		}
		return false;
	}

}
