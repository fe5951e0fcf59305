package io.aiopool.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tasks go to the queues in turn, each queue having as many turns in a round as it has
 * workers, and wait there for any worker of that queue. With a single queue, they go to
 * the workers in turn.
 */
final class RoundRobin implements Scheduler {

	private final List<WorkerLoad> workers = new ArrayList<>();

	private List<Placement> queues = List.of();

	private int turn;

	private int lastSlot = -1;

	@Override
	public void opened(int processes, int queues) {
		List<Placement> placements = new ArrayList<>();
		for (int i = 0; i < queues; i++) {
			placements.add((queues > 1) ? Placement.queue(i) : Placement.ANY);
		}
		this.queues = placements;
	}

	@Override
	public void workerAdded(WorkerLoad worker) {
		this.workers.add(worker);
		this.workers.sort(Comparator.comparingInt(WorkerLoad::slot));
	}

	@Override
	public void workerLost(WorkerLoad worker) {
		this.workers.remove(worker);
	}

	@Override
	public Placement place(ScheduledTask task) {
		if (this.queues.size() < 2 || this.workers.isEmpty()) {
			return Placement.ANY;
		}
		this.turn = (this.turn < this.workers.size()) ? this.turn : 0;
		return this.queues.get(this.workers.get(this.turn++).queue());
	}

	/** Goes on from the slot that was served last. */
	@Override
	public int choose(ScheduledTask task, List<? extends WorkerLoad> candidates) {
		int chosen = 0;
		for (int i = 0; i < candidates.size(); i++) {
			if (candidates.get(i).slot() > this.lastSlot) {
				chosen = i;
				break;
			}
		}
		this.lastSlot = candidates.get(chosen).slot();
		return chosen;
	}

}
