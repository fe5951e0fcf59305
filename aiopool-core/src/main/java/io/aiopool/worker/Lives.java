package io.aiopool.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.aiopool.worker.WorkerHandle.Place;

/**
 * Begins the lives of workers, and knows how many have not ended. Guarded by the roster's
 * lock, on which those wait that want to see the last one end.
 */
final class Lives {

	private final Roster roster;

	private final PoolTimer timer;

	private final Starter starter;

	private int alive;

	private long launched;

	/** Begins the life of a worker, which reports what becomes of it. */
	interface Starter {

		/** Returns at once. */
		void start(WorkerHandle worker);

	}

	Lives(Roster roster, PoolTimer timer, Starter starter) {
		this.roster = roster;
		this.timer = timer;
		this.starter = starter;
	}

	WorkerHandle launch(Place place, boolean spare) {
		WorkerHandle worker = new WorkerHandle(place, spare, this.timer);
		this.alive++;
		this.launched++;
		this.starter.start(worker);
		return worker;
	}

	/** Everything about a worker has been reported. */
	void ended() {
		this.alive--;
		this.roster.notifyAll();
	}

	long launched() {
		return this.launched;
	}

	boolean awaitNone(Duration timeout) throws InterruptedException {
		long end = this.timer.now() + timeout.toNanos();
		while (this.alive > 0) {
			long left = end - this.timer.now();
			if (left <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this.roster, left);
		}
		return true;
	}

}
