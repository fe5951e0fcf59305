package io.aiopool.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.aiopool.ElasticSettings;
import io.aiopool.PoolSettings;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import io.aiopool.launch.ProcessLauncher;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Flusher;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle.Place;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every slot of a pool filled: starts workers, replaces those that end or are worn,
 * and gives up loudly when none stays alive. Thread-safe.
 * <p>
 * Its own lock owns the roster and the restart policy. It never calls the listener while
 * it holds that lock. A worker that is to leave serves on until another one is ready: the
 * listener first hears that the old one is retired, then that the new one is ready, and
 * only then is the old one told to leave.
 */
public final class WorkerSupervisor {

	/** Told what workers do, and what becomes of them all. */
	public interface Listener extends WorkerListener {

		/**
		 * No worker stays alive. Further starts are tried with back-off; the next
		 * {@link #ready} ends this state.
		 * @param reason why, as far as it is known
		 */
		void unavailable(String reason);

		/**
		 * A worker did not become ready; it will be tried again.
		 * @param reason why, as far as it is known
		 */
		void startFailed(String reason);

	}

	private final WorkerPlan plan;

	private final Listener listener;

	private final Roster roster;

	private final RestartPolicy policy;

	private final ElasticSettings elastic;

	private boolean closed;

	private boolean running;

	private int alive;

	private long launched;

	/**
	 * Creates a supervisor that has not started anything.
	 * @param settings settings of the pool
	 * @param launcher starts the processes
	 * @param flusher serves the writers
	 * @param timer runs what is due later
	 * @param listener told what happens
	 */
	public WorkerSupervisor(PoolSettings settings, ProcessLauncher launcher, Flusher flusher,
			ScheduledExecutorService timer, Listener listener) {
		this.plan = new WorkerPlan(settings, launcher, flusher, timer);
		this.listener = listener;
		this.policy = new RestartPolicy(settings.restart());
		this.roster = new Roster(settings.processes());
		this.elastic = settings.lifecycle().elastic();
	}

	/**
	 * Starts the worker of a slot that has none.
	 * @param number the slot
	 */
	public synchronized void start(int number) {
		if (this.closed || number >= this.roster.processes()) {
			return;
		}
		Slot slot = this.roster.slot(number);
		if (slot.current == null) {
			slot.expected = slot.parked || slot.isNew();
			slot.parked = false;
			slot.current = launch(slot.nextPlace(), false);
		}
	}

	/**
	 * Starts the workers of all slots that have none, but for those above the minimum.
	 */
	public synchronized void startAll() {
		this.running = true;
		int kept = this.elastic.kept(this.roster.processes());
		for (Slot slot : this.roster.wanted()) {
			if (slot.number < kept) {
				start(slot.number);
			}
			else if (slot.current == null) {
				slot.parked = true;
			}
		}
		addSpares();
	}

	/**
	 * Stops a worker that is not needed now. Its slot is started again when it is.
	 * @param worker the worker
	 */
	public void park(WorkerHandle worker) {
		List<WorkerHandle> dismissed = new ArrayList<>();
		synchronized (this) {
			Slot slot = this.roster.servedBy(worker);
			if (slot != null) {
				slot.parked = true;
				dismiss(slot, dismissed);
			}
		}
		dismissed.forEach(this::letGo);
	}

	/**
	 * Starts workers of slots that were stopped for lack of work.
	 * @param count how many, if there are so many
	 */
	public synchronized void unpark(int count) {
		List<Slot> parked = this.roster.wanted().stream().filter((slot) -> slot.parked).limit(count).toList();
		parked.forEach((slot) -> start(slot.number));
	}

	/** Returns whether there are slots that were stopped for lack of work. */
	public synchronized boolean hasParked() {
		return this.roster.wanted().stream().anyMatch((slot) -> slot.parked);
	}

	/** Returns how many slots wait for a worker that has been started or will be. */
	public synchronized int starting() {
		return (int) this.roster.wanted().stream().filter((slot) -> !slot.parked && !slot.isServing()).count();
	}

	/**
	 * Changes the number of workers. New ones are started in the background; those that
	 * are too many finish their tasks and leave.
	 * @param processes how many workers the pool is to have
	 */
	public void resize(int processes) {
		List<WorkerHandle> surplus = new ArrayList<>();
		synchronized (this) {
			if (this.closed) {
				return;
			}
			this.roster.resize(processes);
			for (Slot slot : this.roster.surplus()) {
				dismiss(slot, surplus);
			}
			if (this.running) {
				startAll();
			}
		}
		surplus.forEach(this::letGo);
	}

	/** Returns how many workers the pool is to have. */
	public synchronized int processes() {
		return this.roster.processes();
	}

	/**
	 * Has a successor ready for a worker that will be recycled before long.
	 * @param worker the worker
	 */
	public synchronized void prepareRecycling(WorkerHandle worker) {
		Slot slot = this.roster.servedBy(worker);
		if (!this.closed && slot != null && this.roster.isWanted(slot) && slot.successor == null
				&& this.roster.readyFor(slot) == null) {
			slot.successor = launch(slot.nextPlace(), false);
		}
	}

	/**
	 * Starts the worker of a slot as the last one: nothing is started after it, and it
	 * leaves as soon as it has done what it is given when it becomes ready.
	 * @param slot the slot
	 */
	public synchronized void startLast(int slot) {
		start(slot);
		this.closed = true;
	}

	/**
	 * Replaces a worker: it goes on until a successor is ready, gets no more tasks from
	 * then on, and is told to leave. May be repeated, to go on with what had to wait.
	 * @param worker the worker
	 */
	public void recycle(WorkerHandle worker) {
		Slot slot;
		synchronized (this) {
			slot = this.roster.servedBy(worker);
			if (this.closed || slot == null || !this.roster.isWanted(slot)) {
				return;
			}
			slot.relief = true;
			worker.markLeaving();
			prepareRecycling(worker);
		}
		relieve(slot);
	}

	/** The old worker's last step here, and the new one's first. */
	private void relieve(Slot slot) {
		WorkerHandle old;
		synchronized (this) {
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
		synchronized (this) {
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

	/** One at a time leaves a slot, so that stragglers do not add up. */
	private boolean canBeRelieved(Slot slot) {
		return !this.closed && slot.relief && slot.isServing() && slot.retiring.isEmpty()
				&& this.roster.readyFor(slot) != null;
	}

	private void dismiss(Slot slot, List<WorkerHandle> dismissed) {
		for (WorkerHandle worker : slot.workers()) {
			if (!slot.retiring.contains(worker)) {
				slot.retiring.add(worker);
				dismissed.add(worker);
			}
		}
		slot.current = null;
		slot.successor = null;
		slot.relief = false;
	}

	private void letGo(WorkerHandle worker) {
		this.listener.retired(worker);
		if (!worker.stop() && worker.state() == WorkerState.STARTING) {
			worker.kill(KillReason.NOT_NEEDED);
		}
		else {
			// It may have become ready in between.
			worker.stop();
		}
	}

	private void addSpares() {
		while (!this.closed && this.running && this.roster.spares().size() < this.elastic.spares()) {
			this.roster.spares().add(launch(this.roster.nextSpare(), true));
		}
	}

	/**
	 * Returns the workers that exist.
	 * @return the workers by slot, those that are being replaced after their successors,
	 * spares last
	 */
	public synchronized List<WorkerHandle> workers() {
		return this.roster.workers();
	}

	/**
	 * Returns how many slots have a worker that is ready.
	 * @return a count, without spares and successors that wait
	 */
	public synchronized int serving() {
		return (int) this.roster.wanted().stream().filter(Slot::isServing).count();
	}

	/**
	 * Tells whether every slot has the worker that it should have.
	 * @return {@code true} if each has one that is ready, starts for the first time, or
	 * is not needed now
	 */
	public synchronized boolean isComplete() {
		return this.roster.wanted().stream().allMatch(Slot::isFine);
	}

	/**
	 * Returns how the last worker of a slot ended.
	 * @param slot the slot, or {@link WorkerHandle#NO_SLOT}
	 * @return its exit, or {@code null} if none has ended
	 */
	public synchronized @Nullable WorkerExit lastExit(int slot) {
		return (slot == WorkerHandle.NO_SLOT) ? null : this.roster.slot(slot).lastExit;
	}

	/**
	 * Returns how many workers have been started.
	 * @return a count since the pool was made
	 */
	public synchronized long started() {
		return this.launched;
	}

	/** Starts nothing any more, and tells every worker to finish and leave. */
	public void stop() {
		synchronized (this) {
			this.closed = true;
		}
		for (WorkerHandle worker : workers()) {
			if (!worker.stop() && worker.state() == WorkerState.STARTING) {
				worker.kill(KillReason.POOL_CLOSED);
			}
		}
	}

	/**
	 * Starts nothing any more, and kills every worker.
	 * @param reason why
	 */
	public void kill(KillReason reason) {
		synchronized (this) {
			this.closed = true;
		}
		workers().forEach((worker) -> worker.kill(reason));
	}

	/**
	 * Waits until no worker is left and everything about them has been reported.
	 * @param timeout the longest wait
	 * @return {@code false} if workers are left
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public synchronized boolean awaitEnd(Duration timeout) throws InterruptedException {
		long end = System.nanoTime() + timeout.toNanos();
		while (this.alive > 0) {
			long left = end - System.nanoTime();
			if (left <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, left);
		}
		return true;
	}

	private WorkerHandle launch(Place place, boolean spare) {
		WorkerHandle worker = new WorkerHandle(place, spare);
		Runnable life = new WorkerLife(worker, this.plan, new Relay(), new End());
		Thread thread = new Thread(life, "aiopool-" + this.plan.settings().name() + "-worker-" + place.slot());
		thread.setDaemon(true);
		this.alive++;
		this.launched++;
		thread.start();
		return worker;
	}

	/** Its connection has ended: whoever is ready takes its place before it is buried. */
	private void silent(WorkerHandle worker) {
		this.listener.retired(worker);
		WorkerHandle fresh;
		synchronized (this) {
			Slot slot = this.roster.servedBy(worker);
			fresh = (slot != null && !this.closed) ? this.roster.readyFor(slot) : null;
			if (slot == null || fresh == null || !this.roster.isWanted(slot)) {
				return;
			}
			this.roster.install(slot, fresh);
			later(this.policy.died(worker.hasEndedTasks(), System.nanoTime()), this::addSparesLater);
		}
		this.listener.ready(fresh);
	}

	private synchronized void addSparesLater() {
		addSpares();
	}

	private void ended(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure) {
		boolean unavailable;
		boolean unexpected;
		Slot slot;
		WorkerHandle fresh;
		synchronized (this) {
			slot = this.roster.knowing(worker);
			fresh = bury(worker, slot, loss);
			unavailable = !this.closed && !hasReady() && this.policy.isExhausted(System.nanoTime());
			unexpected = loss.killed() != KillReason.NOT_NEEDED && loss.killed() != KillReason.POOL_CLOSED;
		}
		if (fresh != null) {
			this.listener.ready(fresh);
		}
		if (unexpected && lastState == WorkerState.STARTING || unavailable) {
			report(worker, lastState, loss, startFailure, unavailable);
		}
		if (slot != null) {
			relieve(slot);
		}
		synchronized (this) {
			this.alive--;
			notifyAll();
		}
	}

	/** Strikes it off; returns who serves in its stead if that one is ready. */
	private @Nullable WorkerHandle bury(WorkerHandle worker, @Nullable Slot slot, WorkerLoss loss) {
		if (slot == null) {
			if (this.roster.spares().remove(worker)) {
				replaceLater(worker, this::addSparesLater);
			}
			return null;
		}
		slot.lastExit = loss.exit();
		if (slot.retiring.remove(worker)) {
			return null;
		}
		if (slot.successor == worker) {
			slot.successor = null;
			replaceLater(worker, () -> replaceSuccessor(slot));
			return null;
		}
		slot.expected = false;
		slot.current = null;
		slot.relief = false;
		return succeed(slot, worker);
	}

	private @Nullable WorkerHandle succeed(Slot slot, WorkerHandle dead) {
		WorkerHandle fresh = this.roster.readyFor(slot);
		if (this.closed || !this.roster.isWanted(slot)) {
			return null;
		}
		if (fresh != null) {
			this.roster.install(slot, fresh);
			replaceLater(dead, this::addSparesLater);
		}
		else if (slot.successor != null) {
			slot.current = slot.successor;
			slot.successor = null;
		}
		else {
			replaceLater(dead, () -> start(slot.number));
		}
		return fresh;
	}

	private synchronized void replaceSuccessor(Slot slot) {
		if (slot.relief && slot.current != null) {
			prepareRecycling(slot.current);
		}
	}

	private void replaceLater(WorkerHandle dead, Runnable start) {
		if (!this.closed) {
			later(this.policy.died(dead.hasEndedTasks(), System.nanoTime()), start);
		}
	}

	private void later(Duration wait, Runnable step) {
		if (wait.isZero()) {
			step.run();
			return;
		}
		try {
			this.plan.timer().schedule(step, wait.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The pool has ended meanwhile.
		}
	}

	private void report(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure,
			boolean unavailable) {
		String when = (lastState == WorkerState.STARTING) ? " did not start" : " died before it completed a task";
		String reason = worker + when + ": "
				+ ((startFailure != null) ? startFailure : "it ended with " + loss.exit().describe())
				+ output(loss.exit());
		System.getLogger(WorkerSupervisor.class.getName())
			.log(System.Logger.Level.WARNING, () -> "Pool '" + this.plan.settings().name() + "': " + reason);
		if (unavailable) {
			this.listener.unavailable(reason);
		}
		else {
			this.listener.startFailed(reason);
		}
	}

	private static String output(WorkerExit exit) {
		return exit.output().isEmpty() ? "" : "\nIts last output:\n  " + String.join("\n  ", exit.output());
	}

	private boolean hasReady() {
		return workers().stream().anyMatch((worker) -> worker.state() == WorkerState.READY);
	}

	private void becameReady(WorkerHandle worker) {
		boolean late;
		boolean serves;
		Slot slot;
		synchronized (this) {
			late = this.closed;
			slot = slotFor(worker);
			if (slot != null && slot.current == null) {
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

	/** Passes on what workers say, and sees to their succession. */
	private final class Relay implements WorkerListener {

		@Override
		public void ready(WorkerHandle worker) {
			becameReady(worker);
		}

		@Override
		public boolean retired(WorkerHandle worker) {
			return WorkerSupervisor.this.listener.retired(worker);
		}

		@Override
		public void received(WorkerHandle worker, List<ChildMessage> batch) throws ProtocolException {
			WorkerSupervisor.this.listener.received(worker, batch);
		}

		@Override
		public void ended(WorkerHandle worker, WorkerLoss loss) {
			WorkerSupervisor.this.listener.ended(worker, loss);
		}

	}

	/** Sees to what becomes of a slot when its worker ends. */
	private final class End implements WorkerLife.LifeEnd {

		@Override
		public void silent(WorkerHandle worker) {
			WorkerSupervisor.this.silent(worker);
		}

		@Override
		public void ended(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure) {
			WorkerSupervisor.this.ended(worker, lastState, loss, startFailure);
		}

	}

}
