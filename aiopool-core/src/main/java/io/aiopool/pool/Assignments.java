package io.aiopool.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.PoolSettings;
import io.aiopool.scheduler.Placement;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.worker.PoolTimer;
import org.jspecify.annotations.Nullable;

/**
 * Brings tasks and seats together as the scheduler says, and keeps those waiting that
 * have no seat yet. Guarded by the lock of the {@link DispatchState}.
 */
final class Assignments {

	private final Scheduler scheduler;

	private final List<Seat> seats;

	private final Backlog backlog;

	private final Trust trust;

	private final PoolTimer timer;

	private final int concurrency;

	private final List<Seat> candidates = new ArrayList<>();

	private final Map<Integer, Line> queues = new HashMap<>();

	private boolean confining;

	private boolean declined;

	/**
	 * Whether tasks were put back to where other seats than the one they had may take
	 * them.
	 */
	private boolean putBack;

	private boolean paused;

	/**
	 * Seats that have tasks ahead. Read without the lock, with every task that is
	 * submitted.
	 */
	private volatile int seatsAhead;

	Assignments(PoolSettings settings, Scheduler scheduler, List<Seat> seats, Backlog backlog, Trust trust,
			PoolTimer timer) {
		this.scheduler = GuardedScheduler.around(scheduler);
		this.seats = seats;
		this.backlog = backlog;
		this.trust = trust;
		this.timer = timer;
		this.concurrency = settings.worker().childConcurrency();
		this.scheduler.opened(settings.processes(), settings.scheduling().queueCount());
	}

	/** While it is paused, no seat takes a task. */
	void pause(boolean paused) {
		this.paused = paused;
	}

	boolean isPaused() {
		return this.paused;
	}

	/** Whether tasks have been placed elsewhere than anywhere. */
	boolean isConfining() {
		return this.confining;
	}

	/** Decides where a task may run. */
	void place(Task task) {
		if (task.headStart == Task.UNRANKED) {
			task.headStart = this.scheduler.headStart(task);
			task.rank = task.submittedAt - task.headStart;
		}
		Placement placement = this.scheduler.place(task);
		task.line = (placement == Placement.ANY) ? this.backlog.any() : line(placement);
	}

	private Line line(Placement placement) {
		if (placement.worker() instanceof Seat seat && this.seats.contains(seat) && !seat.isClosed()) {
			this.confining = true;
			if (seat.line == null) {
				seat.line = this.backlog.open(-1, seat);
			}
			return seat.line;
		}
		if (placement.queue() >= 0 && hasWorkers(placement.queue())) {
			this.confining = true;
			return this.queues.computeIfAbsent(placement.queue(), (queue) -> this.backlog.open(queue, null));
		}
		return this.backlog.any();
	}

	private boolean hasWorkers(int queue) {
		for (Seat seat : this.seats) {
			if (!seat.isClosed() && seat.queue() == queue) {
				return true;
			}
		}
		return false;
	}

	/** Whether a task that has been placed need not wait behind others. */
	boolean isNext(Task task) {
		return task.line.of(task.exclusive).isEmpty() && this.backlog.any().of(task.exclusive).isEmpty();
	}

	/** Returns a seat that takes the task now, if there is one. */
	@Nullable Seat choose(Task task) {
		if (!hasCandidates(task)) {
			return null;
		}
		int index = this.scheduler.choose(task, this.candidates);
		this.declined |= index == Scheduler.PENDING;
		return (index == Scheduler.PENDING) ? null : this.candidates.get(index);
	}

	boolean hasCandidates(Task task) {
		this.candidates.clear();
		if (this.paused) {
			return false;
		}
		for (Seat seat : this.seats) {
			if (task.line.isServedBy(seat) && seat.canTake(task, this.concurrency)) {
				this.candidates.add(seat);
			}
		}
		return !this.candidates.isEmpty();
	}

	void give(Seat seat, Task task, long now) {
		boolean before = seat.hasTasksAhead();
		seat.take(task, now, this.trust);
		countAhead(before, seat);
		this.scheduler.taskScheduled(task, seat);
	}

	void release(Seat seat, Task task, long now) {
		boolean before = seat.hasTasksAhead();
		seat.release(task, now);
		countAhead(before, seat);
		this.scheduler.taskCompleted(task, seat);
	}

	private void countAhead(boolean before, Seat seat) {
		if (seat.hasTasksAhead() != before) {
			int ahead = this.seatsAhead + (before ? -1 : 1);
			this.seatsAhead = ahead;
		}
	}

	/** Whether any seat has tasks ahead. Needs no lock. */
	boolean hasTasksAhead() {
		return this.seatsAhead > 0;
	}

	/** A task is to be run anew. */
	void addAgain(Task task) {
		place(task);
		this.backlog.addAgain(task);
		this.putBack = true;
	}

	void add(Seat seat) {
		this.scheduler.workerAdded(seat);
	}

	/** The seat takes no more tasks; those that waited for it alone go elsewhere. */
	void remove(Seat seat) {
		seat.close();
		this.scheduler.workerLost(seat);
		for (Line line : this.backlog.lines()) {
			if (line.reserved == seat) {
				release(line);
			}
		}
		if (seat.line != null) {
			this.backlog.close(seat.line);
			this.backlog.drain(seat.line, this::addAgain);
		}
		Line queue = this.queues.get(seat.queue());
		if (queue != null && !hasWorkers(seat.queue())) {
			this.queues.remove(seat.queue());
			this.backlog.close(queue);
			this.backlog.drain(queue, this::addAgain);
		}
	}

	/** Fills all seats if the scheduler has left tasks pending. */
	void offerAgain(Effects effects) {
		if (this.declined && this.backlog.size() > 0) {
			this.declined = false;
			fillAll(effects);
		}
	}

	/**
	 * A seat has answered. What it gave back goes to others if they have room: it was
	 * called back since it got no turn there.
	 */
	void fillAfterAnswers(Seat seat, Effects effects) {
		if (this.putBack) {
			this.seats.stream().filter((other) -> other != seat).forEach((other) -> fill(other, effects));
			this.putBack = false;
		}
		fill(seat, effects);
		if (seat.hasUnsent()) {
			effects.flush(seat);
		}
		offerAgain(effects);
	}

	void fillAll(Effects effects) {
		this.putBack = false;
		this.seats.forEach((seat) -> fill(seat, effects));
	}

	void fill(Seat seat, Effects effects) {
		if (this.paused || this.backlog.size() == 0) {
			return;
		}
		long now = this.timer.now();
		boolean taken = false;
		for (Task task = next(seat); task != null; task = next(seat)) {
			give(seat, task, now);
			taken = true;
		}
		if (taken) {
			effects.flush(seat);
		}
		reserveForExclusive();
	}

	private @Nullable Task next(Seat seat) {
		if (seat.isReserved() && seat.isIdle()) {
			this.backlog.lines().stream().filter((line) -> line.reserved == seat).forEach(this::release);
		}
		return this.backlog.pollFor(seat, this.concurrency, (task) -> isChosenFor(task, seat));
	}

	private boolean isChosenFor(Task task, Seat seat) {
		this.candidates.clear();
		this.candidates.add(seat);
		boolean chosen = this.scheduler.choose(task, this.candidates) != Scheduler.PENDING;
		this.declined |= !chosen;
		return chosen;
	}

	/**
	 * An exclusive task needs an idle worker, which shared ones would keep from it for
	 * ever: of the workers that may take it, the least loaded one is kept free.
	 */
	void reserveForExclusive() {
		for (Line line : this.backlog.lines()) {
			if (line.exclusive.isEmpty()) {
				release(line);
			}
			else if (line.reserved == null) {
				reserve(line);
			}
		}
	}

	private void reserve(Line line) {
		for (Seat seat : this.seats) {
			boolean lessLoaded = line.reserved == null || seat.inFlight() < line.reserved.inFlight();
			if (line.isServedBy(seat) && seat.isOpen() && !seat.isIdle() && !seat.runsExclusive() && lessLoaded) {
				line.reserved = seat;
			}
		}
		if (line.reserved != null) {
			line.reserved.reserve(1);
		}
	}

	private void release(Line line) {
		if (line.reserved != null) {
			line.reserved.reserve(-1);
			line.reserved = null;
		}
	}

}
