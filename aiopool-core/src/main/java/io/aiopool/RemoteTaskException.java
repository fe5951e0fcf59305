package io.aiopool;

/**
 * Thrown for a failure of a task whose exception could not be carried as it is: its class
 * is missing here, or not allowed, or it cannot be encoded. Says in text what it was.
 */
public class RemoteTaskException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	private final String remoteType;

	private final String remoteStackTrace;

	/**
	 * Creates the exception.
	 * @param message what failed, and why the exception itself could not be carried
	 * @param remoteType the class name of the exception in the worker
	 * @param remoteStackTrace its stack trace in text, causes included
	 */
	public RemoteTaskException(String message, String remoteType, String remoteStackTrace) {
		super(message);
		this.remoteType = remoteType;
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
	 * Returns where it was thrown in the worker.
	 * @return a stack trace as {@link Throwable#printStackTrace()} writes it
	 */
	public String remoteStackTrace() {
		return this.remoteStackTrace;
	}

}
