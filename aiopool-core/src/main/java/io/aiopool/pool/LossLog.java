package io.aiopool.pool;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.aiopool.LossCause;
import io.aiopool.LostWorker;
import io.aiopool.WorkerExit;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerLoss;

/**
 * The workers that were lost last. Thread-safe: its own lock guards the list.
 */
final class LossLog {

	private static final int MOST = 32;

	private final Clock clock;

	private final Deque<LostWorker> lost = new ArrayDeque<>();

	LossLog(Clock clock) {
		this.clock = clock;
	}

	/**
	 * A worker that had been ready has ended, with tasks of these names.
	 * @return whether it was lost, and did not leave as told
	 */
	boolean ended(LossCause cause, WorkerLoss loss, List<String> tasks) {
		boolean lost = loss.killed() != KillReason.POOL_CLOSED && (!loss.isOrderly() || !tasks.isEmpty());
		if (lost) {
			add(cause, loss.exit(), tasks);
		}
		return lost;
	}

	/** A worker has ended without having been ready. */
	void neverReady(LossCause cause, WorkerExit exit) {
		add(cause, exit, List.of());
	}

	private synchronized void add(LossCause cause, WorkerExit exit, List<String> tasks) {
		this.lost.addFirst(new LostWorker(cause, exit, this.clock.instant(), tasks));
		if (this.lost.size() > MOST) {
			this.lost.removeLast();
		}
	}

	/** Returns them, the latest first. */
	synchronized List<LostWorker> list() {
		return List.copyOf(this.lost);
	}

}
