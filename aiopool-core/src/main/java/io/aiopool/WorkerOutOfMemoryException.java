package io.aiopool;

/**
 * Thrown when the worker of a task ran out of memory: heap, metaspace, direct memory or
 * threads. Only that worker ended.
 */
public class WorkerOutOfMemoryException extends WorkerLostException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param exit how the worker ended
	 * @param started whether the task may have begun
	 */
	public WorkerOutOfMemoryException(String message, WorkerExit exit, boolean started) {
		super(message, exit, started);
	}

}
