package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.aiopool.WorkerState;
import io.aiopool.worker.WorkerHandle.Place;
import org.jspecify.annotations.Nullable;

/**
 * Who works where: the slots of a pool, and the spares that wait for one. Guarded by its
 * own monitor, which {@link WorkerSupervisor} and {@link Succession} take; starts and
 * stops nothing by itself.
 */
final class Roster {

	/** No slot has this number, so spares can be numbered below it. */
	private static final int SPARES = 1024;

	private static final List<Predicate<Slot>> NEEDS = List.of(Slot::isVacant, Slot::isStarting,
			(slot) -> slot.relief && !slot.hasReadySuccessor());

	private final List<Slot> slots = new ArrayList<>();

	private final List<WorkerHandle> spares = new ArrayList<>();

	private int processes;

	private int sparesMade;

	private boolean running;

	private boolean closed;

	Roster(int processes) {
		resize(processes);
	}

	/** Slots beyond the number remain until their workers have left. */
	void resize(int processes) {
		while (this.slots.size() < processes) {
			this.slots.add(new Slot(this.slots.size()));
		}
		this.processes = processes;
	}

	/** From now on every slot that is wanted is to have a worker. */
	void run() {
		this.running = true;
	}

	boolean isRunning() {
		return this.running && !this.closed;
	}

	/** From now on nothing is started. */
	void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	int processes() {
		return this.processes;
	}

	Slot slot(int number) {
		return this.slots.get(number);
	}

	/** The slots that are to have workers. */
	List<Slot> wanted() {
		return this.slots.subList(0, this.processes);
	}

	/** The slots that the pool has lost by a resize. */
	List<Slot> surplus() {
		return this.slots.subList(this.processes, this.slots.size());
	}

	boolean isWanted(Slot slot) {
		return slot.number < this.processes;
	}

	List<WorkerHandle> spares() {
		return this.spares;
	}

	Place nextSpare() {
		return new Place(SPARES, ++this.sparesMade);
	}

	@Nullable Slot servedBy(WorkerHandle worker) {
		return find((slot) -> slot.current == worker);
	}

	@Nullable Slot awaiting(WorkerHandle successor) {
		return find((slot) -> slot.successor == successor);
	}

	@Nullable Slot knowing(WorkerHandle worker) {
		return find((slot) -> slot.current == worker || slot.successor == worker || slot.retiring.contains(worker));
	}

	/**
	 * The first slot that could use one more worker at once: one that has none, one whose
	 * worker is not ready yet, or else one whose worker is to leave.
	 */
	@Nullable Slot inNeed() {
		for (Predicate<Slot> need : NEEDS) {
			Slot slot = find((each) -> isWanted(each) && need.test(each));
			if (slot != null) {
				return slot;
			}
		}
		return null;
	}

	/** Who can take the slot over now: its successor, or else a spare. */
	@Nullable WorkerHandle readyFor(Slot slot) {
		if (slot.hasReadySuccessor()) {
			return slot.successor;
		}
		for (WorkerHandle spare : this.spares) {
			if (spare.state() == WorkerState.READY) {
				return spare;
			}
		}
		return null;
	}

	/**
	 * Gives the slot to a worker that is ready. Those that are not needed there any more,
	 * since they start or were to follow, become spares.
	 */
	void install(Slot slot, WorkerHandle worker) {
		this.spares.remove(worker);
		if (slot.isStarting()) {
			becomeSpare(slot.current);
			slot.current = null;
		}
		slot.install(worker);
		becomeSpare(slot.successor);
		slot.successor = null;
	}

	private void becomeSpare(@Nullable WorkerHandle worker) {
		if (worker != null) {
			worker.moveTo(new Place(WorkerHandle.NO_SLOT, worker.generation()));
			this.spares.add(worker);
		}
	}

	List<WorkerHandle> workers() {
		List<WorkerHandle> workers = new ArrayList<>();
		this.slots.forEach((slot) -> workers.addAll(slot.workers()));
		workers.addAll(this.spares);
		return workers;
	}

	private @Nullable Slot find(Predicate<Slot> condition) {
		for (Slot slot : this.slots) {
			if (condition.test(slot)) {
				return slot;
			}
		}
		return null;
	}

}
