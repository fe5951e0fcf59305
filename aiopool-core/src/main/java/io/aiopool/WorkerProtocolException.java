package io.aiopool;

/**
 * Thrown when the worker of a task sent what no worker sends. It was killed.
 */
public class WorkerProtocolException extends WorkerLostException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param exit how the worker ended
	 * @param started whether the task may have begun
	 */
	public WorkerProtocolException(String message, WorkerExit exit, boolean started) {
		super(message, exit, started);
	}

}
