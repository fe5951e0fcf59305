package io.aiopool;

/**
 * Thrown when the worker of a task died before the task ended.
 */
public class WorkerLostException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	private final transient WorkerExit exit;

	private final boolean started;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param exit how the worker ended
	 * @param started whether the task may have begun
	 */
	public WorkerLostException(String message, WorkerExit exit, boolean started) {
		super(message);
		this.exit = exit;
		this.started = started;
	}

	/**
	 * Returns how the worker ended, and what it left as evidence.
	 * @return the exit
	 */
	public WorkerExit exit() {
		return this.exit;
	}

	/**
	 * Tells whether the task may have begun.
	 * @return {@code false} only if it is certain that no code of the task has run
	 */
	public boolean started() {
		return this.started;
	}

}
