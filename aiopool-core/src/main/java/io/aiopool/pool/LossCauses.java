package io.aiopool.pool;

import io.aiopool.LossCause;
import io.aiopool.launch.OomKills;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerLoss;

/**
 * Tells what ended workers. Thread-safe.
 */
final class LossCauses {

	private static final int KILL = 9;

	private final OomKills oomKills = new OomKills();

	LossCause of(WorkerLoss loss) {
		KillReason killed = loss.killed();
		if (killed != null) {
			return of(killed);
		}
		if (loss.outOfMemory()) {
			return LossCause.OUT_OF_MEMORY;
		}
		if (loss.isFromOutside()) {
			boolean byKernel = loss.exit().signal().orElse(0) == KILL && this.oomKills.haveGrown();
			return byKernel ? LossCause.OOM_KILLER : LossCause.OUTSIDE;
		}
		if (loss.exit().crashReport() != null || loss.exit().signal().isPresent()) {
			return LossCause.CRASH;
		}
		return (loss.exit().status() != null) ? LossCause.EXIT : LossCause.UNKNOWN;
	}

	private static LossCause of(KillReason killed) {
		return switch (killed) {
			case DEADLINE -> LossCause.DEADLINE;
			case CANCELLED -> LossCause.CANCELLED;
			case HEARTBEAT -> LossCause.HEARTBEAT;
			case START_TIMEOUT -> LossCause.START_TIMEOUT;
			case STOP_TIMEOUT -> LossCause.STOP_TIMEOUT;
			case PROTOCOL, NOT_ALLOWED -> LossCause.PROTOCOL;
			case REQUESTED -> LossCause.REQUESTED;
			case CONNECTION_LOST, NOT_NEEDED, POOL_CLOSED -> LossCause.UNKNOWN;
		};
	}

}
