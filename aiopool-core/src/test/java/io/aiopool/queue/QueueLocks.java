package io.aiopool.queue;

import io.aiopool.SharedQueue;

/**
 * Tells simulations about locks.
 */
public final class QueueLocks {

	private QueueLocks() {
	}

	/** Whether the thread that asks holds the lock of a queue. */
	public static boolean isLocked(SharedQueue<?> queue) {
		return Thread.holdsLock(((ParentQueue<?>) queue).elements());
	}

}
