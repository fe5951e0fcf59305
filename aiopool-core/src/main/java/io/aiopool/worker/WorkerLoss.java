package io.aiopool.worker;

import io.aiopool.WorkerExit;
import io.aiopool.recorder.FlightRecord;
import org.jspecify.annotations.Nullable;

/**
 * The end of a worker, and what is certain about its tasks.
 *
 * @param exit how it ended
 * @param killed why the pool killed it; {@code null} if it did not
 * @param outOfMemory whether it ended for lack of memory
 * @param protocolError how it broke the protocol; {@code null} if it did not
 * @param record which of its tasks had begun; {@code null} if that is not certain
 */
public record WorkerLoss(WorkerExit exit, @Nullable KillReason killed, boolean outOfMemory,
		@Nullable String protocolError, @Nullable FlightRecord record) {

	/**
	 * Tells whether it left as one leaves that was told to.
	 * @return {@code true} if it exited with status 0
	 */
	public boolean isOrderly() {
		return this.exit.status() != null && this.exit.status() == 0;
	}

	/**
	 * Tells whether a task may have begun.
	 * @param lane the lane it was given
	 * @param task its id
	 * @return {@code false} only if it certainly had not
	 */
	public boolean mayHaveBegun(int lane, long task) {
		return this.record == null || this.record.hasBegun(lane, task);
	}

}
