package io.aiopool.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * How the life of one worker goes: told, in this order, by whoever lives it, and passed
 * on to those whom it concerns. What the worker said comes before its end. Belongs to the
 * thread of the worker, but for what the worker prints.
 */
final class LifeStory {

	private static final int BATCH = 1024;

	private final WorkerHandle worker;

	private final WorkerListener listener;

	private final Ending ending;

	private final List<ChildMessage> batch = new ArrayList<>();

	private boolean leaves;

	private @Nullable String protocolError;

	private @Nullable String startFailure;

	private boolean begun;

	/** Who sees to it that there are workers, and has to know when one is over. */
	interface Ending {

		/** Nothing more is heard of it; what it left is still to be looked at. */
		void silent(WorkerHandle worker);

		void ended(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure);

	}

	/**
	 * What is left of a worker.
	 *
	 * @param status its exit status, if it had a process and that has been reaped
	 * @param record what its flight recorder says; {@code null} if that proves nothing
	 * @param output the last lines that it printed
	 * @param crashReport the fatal error log of its JVM, if it wrote one
	 * @param outOfMemory whether its JVM, or what runs tasks there, said that its memory
	 * was used up
	 */
	record Remains(@Nullable Integer status, @Nullable FlightRecord record, List<String> output,
			@Nullable Path crashReport, boolean outOfMemory) {

		/** What is left where there was no process, or none any more. */
		static Remains of(@Nullable Integer status, @Nullable FlightRecord record) {
			return new Remains(status, record, List.of(), null, false);
		}

	}

	LifeStory(WorkerHandle worker, WorkerListener listener, Ending ending) {
		this.worker = worker;
		this.listener = listener;
		this.ending = ending;
	}

	/** The worker has said something; more may have come with it. */
	void said(ChildMessage message) throws ProtocolException {
		this.worker.said();
		boolean first = message instanceof ChildMessage.Ready || message instanceof ChildMessage.StartFailed;
		boolean anyTime = message instanceof ChildMessage.Log;
		if (!anyTime && first == this.begun) {
			throw new ProtocolException("a " + message.getClass().getSimpleName()
					+ (this.begun ? " of a worker that has begun" : " before it is ready"));
		}
		if (message instanceof ChildMessage.Ready) {
			this.begun = true;
			this.listener.ready(this.worker);
		}
		else if (message instanceof ChildMessage.StartFailed failed) {
			this.begun = true;
			this.startFailure = failed.reason();
		}
		else {
			this.batch.add(message);
			if (this.batch.size() == BATCH) {
				pauses();
			}
		}
	}

	/** It has printed a line. Told by whoever reads that, at any time. */
	void printed(boolean error, String line) {
		this.listener.printed(this.worker, error, line);
	}

	/** It has printed lines that were left out. Told as {@link #printed} is. */
	void leftOut(long lines) {
		this.listener.leftOut(this.worker, lines);
	}

	/** That was all for now. */
	void pauses() throws ProtocolException {
		if (!this.batch.isEmpty()) {
			this.listener.received(this.worker, this.batch);
			this.batch.clear();
		}
	}

	/** Something went wrong with it, which is its end. */
	void failed(Exception failure) {
		String message = failure.getMessage();
		if (failure instanceof ProtocolException) {
			this.protocolError = message;
			this.worker.kill(KillReason.PROTOCOL);
		}
		else {
			this.startFailure = (message != null) ? message : failure.toString();
		}
	}

	/** Nothing more is heard of it. */
	void silent() {
		WorkerState state = this.worker.state();
		this.leaves = state == WorkerState.DRAINING;
		if (state != WorkerState.STARTING) {
			this.ending.silent(this.worker);
		}
	}

	/** Whether it is silent because it was told to leave, and may take its time. */
	boolean leavesAsTold() {
		return this.leaves && this.protocolError == null;
	}

	/** It is over. */
	void ended(Remains remains) {
		boolean asTold = this.leaves && remains.status() != null && remains.status() == 0;
		WorkerState lastState = this.worker.end(asTold);
		WorkerLoss loss = loss(remains);
		if (lastState != WorkerState.STARTING) {
			this.listener.ended(this.worker, loss);
		}
		this.ending.ended(this.worker, lastState, loss, this.startFailure);
	}

	private WorkerLoss loss(Remains remains) {
		KillReason killed = this.worker.killReason();
		boolean outOfMemory = remains.outOfMemory() && killed == null;
		String cause = (this.protocolError != null) ? "broke the protocol: " + this.protocolError
				: (killed != null) ? killed.text() : outOfMemory ? "out of memory" : null;
		Integer status = remains.status();
		WorkerExit exit = new WorkerExit(this.worker.pid(), this.worker.slot(), this.worker.generation(), status, cause,
				remains.output(), remains.crashReport());
		return new WorkerLoss(exit, killed, outOfMemory, this.protocolError, remains.record());
	}

}
