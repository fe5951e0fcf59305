package io.aiopool.worker;

import java.time.Duration;

import io.aiopool.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Who follows whom: what becomes of a slot when its worker is ready, worn, silent or
 * dead.
 * <p>
 * A worker that is to leave serves on until another one is ready: the listener first
 * hears that the old one is retired, then that the new one is ready, and only then is the
 * old one told to leave. Thread-safe by the roster's lock, under which the listener is
 * never called.
 */
final class Succession {

	private final Roster roster;

	private final Lives lives;

	private final RestartPolicy policy;

	private final WorkerListener listener;

	private final PoolTimer timer;

	private final int spares;

	Succession(Roster roster, Lives lives, RestartPolicy policy, WorkerListener listener, PoolTimer timer, int spares) {
		this.roster = roster;
		this.lives = lives;
		this.policy = policy;
		this.listener = listener;
		this.timer = timer;
		this.spares = spares;
	}

	/** Starts the worker of a slot that has none. */
	void start(int number) {
		synchronized (this.roster) {
			if (this.roster.isClosed() || number >= this.roster.processes()) {
				return;
			}
			Slot slot = this.roster.slot(number);
			if (slot.current == null) {
				slot.expected = slot.parked || slot.isNew();
				slot.parked = false;
				slot.current = this.lives.launch(slot.nextPlace(), false);
			}
		}
	}

	void addSpares() {
		synchronized (this.roster) {
			while (this.roster.isRunning() && this.roster.spares().size() < this.spares) {
				this.roster.spares().add(this.lives.launch(this.roster.nextSpare(), true));
			}
		}
	}

	/** Has a successor ready for a worker that will be recycled before long. */
	void prepare(WorkerHandle worker) {
		synchronized (this.roster) {
			Slot slot = this.roster.servedBy(worker);
			if (!this.roster.isClosed() && slot != null && this.roster.isWanted(slot) && slot.successor == null
					&& this.roster.readyFor(slot) == null) {
				slot.successor = this.lives.launch(slot.nextPlace(), false);
			}
		}
	}

	/** The worker is to leave once somebody can take its place. */
	void recycle(WorkerHandle worker) {
		Slot slot;
		synchronized (this.roster) {
			slot = this.roster.servedBy(worker);
			if (this.roster.isClosed() || slot == null || !this.roster.isWanted(slot)) {
				return;
			}
			slot.relief = true;
			worker.markLeaving();
			prepare(worker);
		}
		relieve(slot);
	}

	/**
	 * The old worker's last step here, and the new one's first, if nothing keeps them
	 * from it any more.
	 */
	void relieve(Slot slot) {
		WorkerHandle old;
		synchronized (this.roster) {
			old = slot.current;
			if (old == null || !canBeRelieved(slot)) {
				return;
			}
		}
		if (!this.listener.retired(old)) {
			// Whoever reports its last task comes back here.
			return;
		}
		WorkerHandle fresh;
		synchronized (this.roster) {
			fresh = this.roster.readyFor(slot);
			if (fresh == null || slot.current != old || !canBeRelieved(slot)) {
				return;
			}
			this.roster.install(slot, fresh);
			addSpares();
		}
		this.listener.ready(fresh);
		old.stop();
	}

	private boolean canBeRelieved(Slot slot) {
		return !this.roster.isClosed() && slot.relief && slot.isServing() && mayLeave(slot)
				&& this.roster.readyFor(slot) != null;
	}

	/**
	 * One at a time leaves a slot, so that stragglers do not add up, unless the one that
	 * serves is of no more use: each straggler has a task that does not end.
	 */
	private static boolean mayLeave(Slot slot) {
		WorkerHandle current = slot.current;
		return slot.retiring.isEmpty() || current != null && current.isUsedUp();
	}

	/**
	 * A worker can take tasks, and does so where it is needed. Until then nobody may take
	 * it for ready, who would say so a second time; hence its state changes here.
	 */
	void becameReady(WorkerHandle worker) {
		boolean late;
		boolean serves;
		Slot slot;
		synchronized (this.roster) {
			if (!worker.becomeReady()) {
				return;
			}
			late = this.roster.isClosed();
			slot = slotFor(worker);
			if (slot != null && (slot.current == null || slot.isStarting())) {
				this.roster.install(slot, worker);
				addSpares();
			}
			serves = slot != null && slot.current == worker;
		}
		if (late || serves) {
			this.listener.ready(worker);
		}
		if (late) {
			worker.stop();
		}
		else if (slot != null && !serves) {
			relieve(slot);
		}
	}

	/** The slot that it was started for, or the one that needs it most. */
	private @Nullable Slot slotFor(WorkerHandle worker) {
		Slot own = this.roster.servedBy(worker);
		Slot slot = (own != null) ? own : this.roster.awaiting(worker);
		return (slot == null && this.roster.spares().contains(worker)) ? this.roster.inNeed() : slot;
	}

	/**
	 * Its connection has ended: whoever is ready takes its place before it is buried. A
	 * new spare waits for that, as its start would keep the processors from telling those
	 * who wait for the dead worker.
	 */
	void silent(WorkerHandle worker) {
		this.listener.retired(worker);
		WorkerHandle fresh;
		synchronized (this.roster) {
			Slot slot = this.roster.servedBy(worker);
			fresh = (slot != null && !this.roster.isClosed()) ? this.roster.readyFor(slot) : null;
			if (slot == null || fresh == null || !this.roster.isWanted(slot)) {
				return;
			}
			this.roster.install(slot, fresh);
			slot.lost.add(worker);
		}
		this.listener.ready(fresh);
	}

	/**
	 * Strikes a worker off that has ended.
	 * @return the slot it had, if any, in which somebody may have waited for its end: to
	 * be {@link #relieve relieved} when that has been reported
	 */
	@Nullable Slot ended(WorkerHandle worker, WorkerLoss loss) {
		Slot slot;
		WorkerHandle fresh;
		synchronized (this.roster) {
			slot = this.roster.knowing(worker);
			fresh = bury(worker, slot, loss);
		}
		if (fresh != null) {
			this.listener.ready(fresh);
		}
		return slot;
	}

	/** Returns who serves in its stead if that one is ready. */
	private @Nullable WorkerHandle bury(WorkerHandle worker, @Nullable Slot slot, WorkerLoss loss) {
		if (slot == null) {
			if (this.roster.spares().remove(worker)) {
				replaceLater(worker, loss, this::addSpares);
			}
			return null;
		}
		slot.lastExit = loss.exit();
		if (slot.retiring.remove(worker)) {
			if (slot.lost.remove(worker)) {
				replaceLater(worker, loss, this::addSpares);
			}
			return null;
		}
		if (slot.successor == worker) {
			slot.successor = null;
			replaceLater(worker, loss, () -> replaceSuccessor(slot));
			return null;
		}
		slot.expected = false;
		slot.current = null;
		slot.relief = false;
		return succeed(slot, worker, loss);
	}

	private @Nullable WorkerHandle succeed(Slot slot, WorkerHandle dead, WorkerLoss loss) {
		WorkerHandle fresh = this.roster.readyFor(slot);
		if (this.roster.isClosed() || !this.roster.isWanted(slot)) {
			return null;
		}
		if (fresh != null) {
			this.roster.install(slot, fresh);
			replaceLater(dead, loss, this::addSpares);
		}
		else if (slot.successor != null) {
			slot.current = slot.successor;
			slot.successor = null;
		}
		else {
			replaceLater(dead, loss, () -> start(slot.number));
		}
		return fresh;
	}

	private void replaceSuccessor(Slot slot) {
		synchronized (this.roster) {
			if (slot.relief && slot.current != null) {
				prepare(slot.current);
			}
		}
	}

	private void replaceLater(WorkerHandle dead, WorkerLoss loss, Runnable start) {
		if (this.roster.isClosed()) {
			return;
		}
		Duration wait = this.policy.died(Death.of(dead, loss, this.policy.window()), this.timer.now());
		if (wait.isZero()) {
			start.run();
		}
		else {
			this.timer.later(wait.toNanos(), start);
		}
	}

	/** Whether too many have died of late, and none is left that serves. */
	boolean isHopeless() {
		synchronized (this.roster) {
			return !this.roster.isClosed()
					&& this.roster.workers().stream().noneMatch((worker) -> worker.state() == WorkerState.READY)
					&& this.policy.isExhausted(this.timer.now());
		}
	}

}
