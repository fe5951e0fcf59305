package io.aiopool.worker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import io.aiopool.worker.WorkerHandle.Place;
import org.jspecify.annotations.Nullable;

/**
 * A place for a worker, and what it remembers beyond its workers. Guarded by the roster's
 * lock.
 */
final class Slot {

	final int number;

	/** The worker that serves here, or will as soon as it is ready. */
	@Nullable WorkerHandle current;

	/** Started to follow the current one; once ready, it waits until it is relieved. */
	@Nullable WorkerHandle successor;

	/** Those that were relieved and have not left yet. */
	final List<WorkerHandle> retiring = new ArrayList<>();

	/** Those of them that somebody has replaced who is not replaced himself yet. */
	final Set<WorkerHandle> lost = new HashSet<>();

	/** The current one is to leave as soon as somebody can take its place. */
	boolean relief;

	/** Stopped for lack of work; started again when there is some. */
	boolean parked;

	/** Whether the start of the current one is no replacement. */
	boolean expected;

	@Nullable WorkerExit lastExit;

	private int generation;

	Slot(int number) {
		this.number = number;
	}

	Place nextPlace() {
		return new Place(this.number, ++this.generation);
	}

	boolean isNew() {
		return this.generation == 0;
	}

	boolean hasReadySuccessor() {
		return this.successor != null && this.successor.state() == WorkerState.READY;
	}

	boolean isServing() {
		return this.current != null && this.current.state() == WorkerState.READY;
	}

	/** Waits for the worker that it has. */
	boolean isStarting() {
		return this.current != null && this.current.state() == WorkerState.STARTING;
	}

	/**
	 * Has a worker that is ready or starts for another reason than a loss, or needs none.
	 */
	boolean isFine() {
		return this.parked || isServing() || this.expected && isStarting();
	}

	/** Waits for a worker: there is none, or none that was ready yet. */
	boolean isVacant() {
		return !this.parked && this.current == null;
	}

	/** Puts a worker that is ready into the place. */
	void install(WorkerHandle worker) {
		if (this.current != null) {
			this.retiring.add(this.current);
		}
		if (worker == this.successor) {
			this.successor = null;
		}
		if (worker.slot() != this.number) {
			worker.moveTo(nextPlace());
		}
		this.current = worker;
		this.relief = false;
	}

	/** Empties the place; returns those that are to be told, and leave it behind. */
	List<WorkerHandle> dismiss() {
		List<WorkerHandle> dismissed = workers();
		dismissed.removeAll(this.retiring);
		this.retiring.addAll(dismissed);
		this.current = null;
		this.successor = null;
		this.relief = false;
		return dismissed;
	}

	List<WorkerHandle> workers() {
		List<WorkerHandle> workers = new ArrayList<>();
		if (this.current != null) {
			workers.add(this.current);
		}
		if (this.successor != null) {
			workers.add(this.successor);
		}
		workers.addAll(this.retiring);
		return workers;
	}

}
