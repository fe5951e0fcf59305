package io.aiopool.worker;

import java.util.List;

import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Sees to what becomes of a slot when its worker ends, and tells the listener why if that
 * was the worker's own fault. Called by threads of workers, each for its own; stateless,
 * and calls the listener under no lock.
 */
final class WorkerEnds implements LifeStory.Ending {

	private final Roster roster;

	private final Lives lives;

	private final Succession succession;

	private final WorkerSupervisor.Listener listener;

	WorkerEnds(Roster roster, Lives lives, Succession succession, WorkerSupervisor.Listener listener) {
		this.roster = roster;
		this.lives = lives;
		this.succession = succession;
		this.listener = listener;
	}

	@Override
	public void silent(WorkerHandle worker) {
		this.succession.silent(worker);
	}

	@Override
	public void ended(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure) {
		Slot slot = this.succession.ended(worker, loss);
		boolean unavailable = this.succession.isHopeless();
		boolean unexpected = loss.killed() != KillReason.NOT_NEEDED && loss.killed() != KillReason.POOL_CLOSED;
		if (unexpected && lastState == WorkerState.STARTING) {
			this.listener.neverReady(withReason(loss, startFailure));
		}
		if (unexpected && lastState == WorkerState.STARTING || unavailable) {
			report(describe(worker, lastState, loss, startFailure), unavailable, loss.isFromOutside());
		}
		if (slot != null) {
			this.succession.relieve(slot);
		}
		synchronized (this.roster) {
			this.lives.ended();
		}
	}

	private static String describe(WorkerHandle worker, WorkerState lastState, WorkerLoss loss,
			@Nullable String startFailure) {
		String when = (lastState == WorkerState.STARTING) ? " did not start" : " died before it completed a task";
		String why = (startFailure != null) ? startFailure : "it ended with " + loss.exit().describe();
		List<String> output = loss.exit().output();
		return worker + when + ": " + why
				+ (output.isEmpty() ? "" : "\nIts last output:\n  " + String.join("\n  ", output));
	}

	private void report(String reason, boolean unavailable, boolean fromOutside) {
		if (unavailable) {
			this.listener.unavailable(reason);
		}
		else {
			this.listener.startFailed(reason, fromOutside);
		}
	}

	/** What it could say itself tells more than its status. */
	private static WorkerLoss withReason(WorkerLoss loss, @Nullable String startFailure) {
		WorkerExit exit = loss.exit();
		if (startFailure == null || exit.cause() != null) {
			return loss;
		}
		String first = startFailure.lines().findFirst().orElse("");
		WorkerExit told = new WorkerExit(exit.pid(), exit.slot(), exit.generation(), exit.status(), first,
				exit.output(), exit.crashReport());
		return new WorkerLoss(told, loss.killed(), loss.outOfMemory(), loss.protocolError(), loss.record());
	}

}
