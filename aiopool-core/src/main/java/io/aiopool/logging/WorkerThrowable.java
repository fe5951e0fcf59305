package io.aiopool.logging;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something throwable that a worker has logged, as it looked there: its class need not
 * exist here and is never loaded. Printed, it looks like the original.
 */
public final class WorkerThrowable extends Throwable {

	private static final long serialVersionUID = 1L;

	private final String type;

	/**
	 * Creates a likeness.
	 * @param type name of the class
	 * @param message the message, {@code null} included
	 * @param stackTrace the stack trace
	 * @param cause the cause, if there is one
	 * @param suppressed what was suppressed
	 */
	public WorkerThrowable(String type, @Nullable String message, List<StackTraceElement> stackTrace,
			@Nullable WorkerThrowable cause, List<WorkerThrowable> suppressed) {
		super(message, cause, true, true);
		this.type = type;
		setStackTrace(stackTrace.toArray(StackTraceElement[]::new));
		suppressed.forEach(this::addSuppressed);
	}

	/**
	 * Returns the name of the original's class.
	 * @return the name
	 */
	public String type() {
		return this.type;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	@Override
	public String toString() {
		String message = getMessage();
		return (message != null) ? this.type + ": " + message : this.type;
	}

}
