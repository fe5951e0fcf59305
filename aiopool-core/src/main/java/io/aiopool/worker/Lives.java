package io.aiopool.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.aiopool.worker.WorkerHandle.Place;

/**
 * Begins the lives of workers, and knows how many have not ended. Guarded by the roster's
 * lock, on which those wait that want to see the last one end.
 */
final class Lives {

	private final Roster roster;

	private final PoolTimer timer;

	private final WorkerSource source;

	/** Where the story of each ends up. */
	private final Function<WorkerHandle, LifeStory> stories;

	private int alive;

	private long launched;

	Lives(Roster roster, WorkerSource source, PoolTimer timer, Function<WorkerHandle, LifeStory> stories) {
		this.roster = roster;
		this.timer = timer;
		this.source = source;
		this.stories = stories;
	}

	WorkerHandle launch(Place place, boolean spare) {
		WorkerHandle worker = new WorkerHandle(place, spare, this.source.luck(), this.timer);
		this.alive++;
		this.launched++;
		this.source.begin(worker, this.stories.apply(worker));
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
