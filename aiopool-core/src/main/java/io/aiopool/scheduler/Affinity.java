package io.aiopool.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of one key go to one worker as long as it lives, and wait for it however busy it
 * is, each up to its own deadline; tasks without key go to the least loaded worker.
 * <p>
 * The hash of a key selects one of {@value #PARTS} parts, and each part has an owner. The
 * first task of a part makes the worker that owns the fewest its owner; the parts of a
 * lost worker find new owners the same way. A part that finds its owner while workers are
 * missing, as when the pool starts, is lent: a worker that comes later takes its share of
 * the lent parts over. Once all workers have been there, only a loss moves a key.
 */
final class Affinity extends LeastLoaded {

	static final int PARTS = 4096;

	private final @Nullable Owner[] owners = new @Nullable Owner[PARTS];

	private final boolean[] lent = new boolean[PARTS];

	private final List<Owner> workers = new ArrayList<>();

	private int processes;

	/** A worker, and of how many parts it is the owner. */
	private static final class Owner {

		private final WorkerLoad worker;

		private final Placement placement;

		private int parts;

		Owner(WorkerLoad worker) {
			this.worker = worker;
			this.placement = Placement.worker(worker);
		}

	}

	@Override
	public void opened(int processes, int queues) {
		this.processes = processes;
	}

	@Override
	public void workerAdded(WorkerLoad worker) {
		Owner owner = new Owner(worker);
		this.workers.add(owner);
		takeLent(owner);
		if (this.workers.size() >= this.processes) {
			Arrays.fill(this.lent, false);
		}
	}

	private void takeLent(Owner newcomer) {
		for (int part = 0; part < PARTS; part++) {
			Owner owner = this.owners[part];
			if (owner != null && this.lent[part] && owner.parts > newcomer.parts + 1) {
				give(part, newcomer);
			}
		}
	}

	private void give(int part, Owner to) {
		Owner from = this.owners[part];
		if (from != null) {
			from.parts--;
		}
		this.owners[part] = to;
		to.parts++;
	}

	@Override
	public void workerLost(WorkerLoad worker) {
		this.workers.removeIf((owner) -> owner.worker == worker);
		for (int part = 0; part < PARTS; part++) {
			Owner owner = this.owners[part];
			if (owner != null && owner.worker == worker) {
				this.owners[part] = null;
			}
		}
	}

	@Override
	public Placement place(ScheduledTask task) {
		if (task.options().affinityKey() == null || this.workers.isEmpty()) {
			return Placement.ANY;
		}
		int part = Math.floorMod(task.affinityHash(), PARTS);
		Owner owner = this.owners[part];
		if (owner == null) {
			owner = poorest();
			give(part, owner);
			this.lent[part] = this.workers.size() < this.processes;
		}
		return owner.placement;
	}

	private Owner poorest() {
		Owner poorest = this.workers.get(0);
		for (Owner owner : this.workers) {
			if (owner.parts < poorest.parts) {
				poorest = owner;
			}
		}
		return poorest;
	}

}
