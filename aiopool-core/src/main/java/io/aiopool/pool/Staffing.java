package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.aiopool.PoolSettings;
import io.aiopool.TaskSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.worker.WorkerHandle;

/**
 * Workers come and go: who takes tasks, and who is worn, idle or behind. Thread-safe by
 * the lock of the {@link DispatchState}.
 */
final class Staffing {

	private final PoolSettings settings;

	private final DispatchState state;

	private final RecyclePolicy recycling;

	Staffing(PoolSettings settings, DispatchState state, RecyclePolicy recycling) {
		this.settings = settings;
		this.state = state;
		this.recycling = recycling;
	}

	/** The worker takes tasks. */
	void ready(WorkerHandle worker) {
		Seat seat = new Seat(worker, this.recycling.quota(worker.luck()), this.settings.scheduling().queueCount(),
				this.state.timer.now());
		Effects effects = new Effects();
		synchronized (this.state) {
			if (worker.isRetired() || worker.state() != WorkerState.READY) {
				// It ended, or somebody let it go, before it got here.
				return;
			}
			this.state.admission.unavailable(null);
			this.state.seats.add(seat);
			this.state.assignments.add(seat);
			this.state.assignments.fill(seat, effects);
			this.state.assignments.offerAgain(effects);
			this.state.admission.wake();
		}
		effects.perform();
	}

	/**
	 * The worker gets no more tasks; {@code true} if it runs none that would keep others
	 * out.
	 */
	boolean retire(WorkerHandle worker) {
		Effects effects = new Effects();
		boolean vacant;
		synchronized (this.state) {
			worker.markRetired();
			Seat seat = this.state.seats.of(worker);
			vacant = seat == null || !seat.runsExclusive();
			if (seat != null && !seat.isClosed()) {
				this.state.assignments.remove(seat);
				this.state.assignments.fillAll(effects);
			}
		}
		effects.perform();
		return vacant;
	}

	/** Closes workers that have been idle since then, those of the last slots first. */
	List<WorkerHandle> closeIdle(long since, int most) {
		List<WorkerHandle> idle = new ArrayList<>();
		Effects effects = new Effects();
		synchronized (this.state) {
			List<Seat> seats = this.state.seats.all();
			for (int i = seats.size() - 1; i >= 0 && idle.size() < most; i--) {
				Seat seat = seats.get(i);
				if (seat.isIdleSince(since)) {
					this.state.assignments.remove(seat);
					idle.add(seat.worker());
				}
			}
			this.state.assignments.fillAll(effects);
		}
		effects.perform();
		return idle;
	}

	/** Calls tasks back that were sent ahead behind one that turns out slow. */
	void takeBackStuck() {
		Effects effects = new Effects();
		synchronized (this.state) {
			if (this.state.admission.isClosed()) {
				// What has been sent is still run.
				return;
			}
			boolean others = !this.state.assignments.isConfining() && this.state.seats.hasIdle()
					&& this.state.backlog.size() == 0;
			for (Seat seat : this.state.seats.all()) {
				if (seat.isStuckWithTasksAhead() || others && seat.hasTasksAhead()) {
					seat.callBack();
					effects.flush(seat);
				}
			}
		}
		effects.perform();
	}

	/** No worker gets tasks any more; those that they have not begun come back. */
	void pause() {
		Effects effects = new Effects();
		synchronized (this.state) {
			this.state.assignments.pause(true);
			this.state.seats.all().stream().filter(Seat::hasTasksAhead).forEach((seat) -> {
				seat.callBack();
				effects.flush(seat);
			});
		}
		effects.perform();
	}

	/** Workers get tasks again. */
	void resume() {
		Effects effects = new Effects();
		synchronized (this.state) {
			this.state.assignments.pause(false);
			this.state.assignments.fillAll(effects);
			this.state.admission.wake();
		}
		effects.perform();
	}

	boolean isPaused() {
		synchronized (this.state) {
			return this.state.assignments.isPaused();
		}
	}

	boolean hasTasksAhead() {
		return this.state.assignments.hasTasksAhead();
	}

	boolean hasBacklog() {
		synchronized (this.state) {
			return this.state.backlog.size() > 0;
		}
	}

	/** Returns how many more workers the tasks that wait would keep busy. */
	int workersNeeded() {
		synchronized (this.state) {
			return this.state.assignments.isPaused() ? 0
					: this.state.backlog.workers(this.settings.worker().childConcurrency());
		}
	}

	/** Returns how near a worker is to its last task. */
	Seat.Wear wear(WorkerHandle worker) {
		synchronized (this.state) {
			Seat seat = this.state.seats.of(worker);
			return (seat != null) ? seat.wear() : Seat.Wear.NONE;
		}
	}

	/** Returns how many workers have been told of and have not ended. */
	int size() {
		synchronized (this.state) {
			return this.state.seats.size();
		}
	}

	int inFlight(WorkerHandle worker) {
		synchronized (this.state) {
			Seat seat = this.state.seats.of(worker);
			return (seat != null) ? seat.inFlight() : 0;
		}
	}

	/** Returns what a worker was sent and has not answered, the oldest first. */
	/** Returns what all workers have, the oldest first. */
	List<TaskSnapshot> tasks() {
		synchronized (this.state) {
			return snapshots(this.state.seats.all());
		}
	}

	/** Returns what a worker has, the oldest first. */
	List<TaskSnapshot> tasks(WorkerHandle worker) {
		synchronized (this.state) {
			Seat seat = this.state.seats.of(worker);
			return (seat != null) ? snapshots(List.of(seat)) : List.of();
		}
	}

	private List<TaskSnapshot> snapshots(Collection<Seat> seats) {
		List<TaskSnapshot> tasks = new ArrayList<>();
		long now = this.state.timer.now();
		seats.forEach((seat) -> seat.forEachTask((task) -> tasks.add(task.snapshot(now))));
		tasks.sort(Comparator.comparing(TaskSnapshot::here).reversed());
		return tasks;
	}

}
