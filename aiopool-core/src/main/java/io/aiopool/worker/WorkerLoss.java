package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.WorkerExit;
import io.aiopool.payload.Payload;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessages;
import io.aiopool.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a worker, and what is certain about its tasks.
 *
 * @param exit how it ended
 * @param killed why the pool killed it; {@code null} if it did not
 * @param outOfMemory whether it ended for lack of memory
 * @param protocolError how it broke the protocol; {@code null} if it did not
 * @param record which of its tasks had begun, and what it had answered; {@code null} if
 * that is not certain
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

	/**
	 * Returns the answers that it had given before its end, of which the last ones may
	 * not have been heard. Nothing that a worker says counts once it has broken the
	 * protocol.
	 * @return the answers in their order
	 */
	public List<LastAnswer> lastAnswers() {
		if (this.record == null || this.protocolError != null) {
			return List.of();
		}
		List<LastAnswer> answers = new ArrayList<>();
		try {
			for (FlightRecord.GivenAnswer given : this.record.answers()) {
				answers.add(new LastAnswer(given.attempt(), ChildMessages.read(Payload.of(given.message()))));
			}
		}
		catch (ProtocolException ex) {
			// Its memory has been overwritten: what came before is as good as ever.
		}
		return answers;
	}

	/**
	 * An answer that may not have been heard.
	 *
	 * @param attempt which attempt of its task has ended
	 * @param message the answer
	 */
	public record LastAnswer(int attempt, ChildMessage message) {
	}

}
