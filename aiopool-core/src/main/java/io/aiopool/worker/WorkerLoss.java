package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

	/** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV and SIGSYS. */
	private static final Set<Integer> CRASHES = Set.of(4, 5, 6, 7, 8, 11, 31);

	/**
	 * Tells whether it left as one leaves that was told to.
	 * @return {@code true} if it exited with status 0
	 */
	public boolean isOrderly() {
		return this.exit.status() != null && this.exit.status() == 0;
	}

	/**
	 * Tells whether something in the worker itself ended it.
	 * @return {@code true} if it exited, crashed, ran out of memory or broke the protocol
	 */
	public boolean isFromInside() {
		return this.killed == KillReason.PROTOCOL
				|| this.killed == null && this.exit.status() != null && !isFromOutside();
	}

	/**
	 * Tells whether somebody outside ended the worker who is not the pool: a person with
	 * a shell, the kernel, the runtime of a container. That proves nothing against what
	 * ran there.
	 * @return {@code true} if a signal ended it that no crash sends; a process that exits
	 * with {@code 128 + n} looks the same
	 */
	public boolean isFromOutside() {
		return this.killed == null && !this.outOfMemory && this.exit.crashReport() == null
				&& this.exit.signal().isPresent() && !CRASHES.contains(this.exit.signal().getAsInt());
	}

	/**
	 * Tells whether a task ended the worker, or was what it was killed for.
	 * @return {@code true} if one had begun and the worker ended from inside, or did not
	 * heed the end of its time
	 */
	public boolean isByTask() {
		if (this.killed == KillReason.DEADLINE || this.killed == KillReason.CANCELLED
				|| this.killed == KillReason.NOT_ALLOWED) {
			return true;
		}
		return isFromInside() && this.record != null && this.record.hasBegunAny();
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
