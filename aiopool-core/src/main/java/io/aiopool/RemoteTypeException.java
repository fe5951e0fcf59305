package io.aiopool;

import java.util.List;

/**
 * Says what an exception was in the worker, among the suppressed exceptions of one that
 * stands for it. An {@code SQLException} of a driver, for instance, that cannot be
 * rebuilt as it is arrives as a {@code java.sql.SQLException} with the same message,
 * state, code, stack trace and causes, so that {@code catch (SQLException ex)} catches
 * it; it suppresses a {@code RemoteTypeException}, which names the class of the driver
 * and says why it is not here. Never thrown.
 */
public final class RemoteTypeException extends RemoteTaskException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message for what the exception that suppresses it stands, and why
	 * @param remoteTypes the class name of the exception in the worker, and those of its
	 * superclasses, the nearest first
	 * @param remoteStackTrace its stack trace in text
	 */
	public RemoteTypeException(String message, List<String> remoteTypes, String remoteStackTrace) {
		super(message, remoteTypes, remoteStackTrace);
		// It was thrown nowhere.
		setStackTrace(new StackTraceElement[0]);
	}

}
