package io.aiopool.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.aiopool.PoolSettings;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import io.aiopool.launch.ProcessLauncher;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Flusher;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every slot of a pool filled: starts workers, replaces those that end, and gives
 * up loudly when none stays alive. Thread-safe.
 * <p>
 * Its own lock owns the slots and the restart policy. It never calls the listener while
 * it holds that lock.
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

	private final Slot[] slots;

	private final RestartPolicy policy;

	private boolean closed;

	private int alive;

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
		this.slots = new Slot[settings.processes()];
		for (int i = 0; i < this.slots.length; i++) {
			this.slots[i] = new Slot();
		}
	}

	/**
	 * Starts the worker of a slot that has none.
	 * @param slot the slot
	 */
	public synchronized void start(int slot) {
		if (!this.closed && this.slots[slot].current == null) {
			this.slots[slot].current = launch(slot);
		}
	}

	/** Starts the workers of all slots that have none. */
	public synchronized void startAll() {
		for (int i = 0; i < this.slots.length; i++) {
			start(i);
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
	 * Replaces a worker by a successor: starts the successor first, and tells the old one
	 * to leave when the new one is ready.
	 * @param worker the worker, which should get no more tasks
	 */
	public synchronized void recycle(WorkerHandle worker) {
		Slot slot = this.slots[worker.slot()];
		if (!this.closed && slot.current == worker) {
			slot.retiring.add(worker);
			slot.current = launch(worker.slot());
		}
	}

	/**
	 * Returns the workers that exist.
	 * @return the workers by slot, those that are being replaced after their successors
	 */
	public synchronized List<WorkerHandle> workers() {
		List<WorkerHandle> workers = new ArrayList<>();
		for (Slot slot : this.slots) {
			if (slot.current != null) {
				workers.add(slot.current);
			}
			workers.addAll(slot.retiring);
		}
		return workers;
	}

	/**
	 * Returns how the last worker of a slot ended.
	 * @param slot the slot
	 * @return its exit, or {@code null} if none has ended
	 */
	public synchronized @Nullable WorkerExit lastExit(int slot) {
		return this.slots[slot].lastExit;
	}

	/**
	 * Returns how many workers have been started.
	 * @return a count since the pool was made
	 */
	public synchronized long started() {
		long started = 0;
		for (Slot slot : this.slots) {
			started += slot.generation;
		}
		return started;
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

	private WorkerHandle launch(int slot) {
		WorkerHandle worker = new WorkerHandle(slot, ++this.slots[slot].generation);
		Runnable life = new WorkerLife(worker, this.plan, new Relay(), this::ended);
		Thread thread = new Thread(life, "aiopool-" + this.plan.settings().name() + "-worker-" + slot);
		thread.setDaemon(true);
		this.alive++;
		thread.start();
		return worker;
	}

	private void ended(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure) {
		boolean unavailable;
		synchronized (this) {
			Slot slot = this.slots[worker.slot()];
			slot.lastExit = loss.exit();
			slot.retiring.remove(worker);
			if (slot.current == worker) {
				slot.current = null;
				replaceLater(worker);
			}
			unavailable = !this.closed && !hasReady() && this.policy.isExhausted(System.nanoTime());
		}
		if (lastState == WorkerState.STARTING || unavailable) {
			report(worker, lastState, loss, startFailure, unavailable);
		}
		synchronized (this) {
			this.alive--;
			notifyAll();
		}
	}

	private void replaceLater(WorkerHandle worker) {
		if (this.closed) {
			return;
		}
		Duration wait = this.policy.died(worker.hasEndedTasks(), System.nanoTime());
		if (wait.isZero()) {
			start(worker.slot());
			return;
		}
		try {
			this.plan.timer().schedule(() -> start(worker.slot()), wait.toNanos(), TimeUnit.NANOSECONDS);
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
		List<WorkerHandle> replaced;
		boolean late;
		synchronized (this) {
			late = this.closed;
			replaced = List.copyOf(this.slots[worker.slot()].retiring);
		}
		this.listener.ready(worker);
		replaced.forEach(WorkerHandle::stop);
		if (late) {
			worker.stop();
		}
	}

	/** What a slot remembers beyond its workers. */
	private static final class Slot {

		private @Nullable WorkerHandle current;

		private final List<WorkerHandle> retiring = new ArrayList<>();

		private int generation;

		private @Nullable WorkerExit lastExit;

	}

	/** Passes on what workers say, and sees to their succession. */
	private final class Relay implements WorkerListener {

		@Override
		public void ready(WorkerHandle worker) {
			becameReady(worker);
		}

		@Override
		public void received(WorkerHandle worker, List<ChildMessage> batch) {
			WorkerSupervisor.this.listener.received(worker, batch);
		}

		@Override
		public void ended(WorkerHandle worker, WorkerLoss loss) {
			WorkerSupervisor.this.listener.ended(worker, loss);
		}

	}

}
