package io.aiopool;

/**
 * The states of a worker: STARTING, READY, DRAINING, STOPPED in this order, and LOST from
 * any of them but STOPPED.
 */
public enum WorkerState {

	/** Its JVM starts, connects and runs the initializer. */
	STARTING,

	/** Takes tasks. */
	READY,

	/** Finishes its tasks and takes no more. */
	DRAINING,

	/** Has left as told. */
	STOPPED,

	/** Died or was killed. */
	LOST;

	/**
	 * Tells whether a worker may go from this state to another one.
	 * @param next the other state
	 * @return {@code true} if the transition exists
	 */
	public boolean canBecome(WorkerState next) {
		return switch (this) {
			case STARTING -> next == READY || next == DRAINING || next == LOST;
			case READY -> next == DRAINING || next == LOST;
			case DRAINING -> next == STOPPED || next == LOST;
			case STOPPED, LOST -> false;
		};
	}

}
