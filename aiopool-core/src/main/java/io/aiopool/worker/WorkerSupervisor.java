package io.aiopool.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.aiopool.ElasticSettings;
import io.aiopool.PoolSettings;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every slot of a pool filled: starts workers, replaces those that end or are worn,
 * and gives up loudly when none stays alive. Thread-safe.
 * <p>
 * The roster's lock owns everything that can be asked for here; the listener is never
 * called under it. Who follows whom is decided by the {@link Succession}.
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
		 * A worker that was not ready has ended, by its own fault or at the start
		 * timeout.
		 * @param loss how it ended, and why as far as it is known
		 */
		void neverReady(WorkerLoss loss);

		/**
		 * A worker did not become ready; it will be tried again.
		 * @param reason why, as far as it is known
		 * @param fromOutside whether somebody outside killed it, so that others may start
		 */
		void startFailed(String reason, boolean fromOutside);

	}

	private final Listener listener;

	private final Roster roster;

	private final Lives lives;

	private final Succession succession;

	private final WorkerEnds ends;

	private final ElasticSettings elastic;

	/**
	 * Creates a supervisor that has not started anything.
	 * @param settings settings of the pool
	 * @param source where the workers come from
	 * @param timer runs what is due later
	 * @param listener told what happens
	 */
	public WorkerSupervisor(PoolSettings settings, WorkerSource source, PoolTimer timer, Listener listener) {
		this.listener = listener;
		this.elastic = settings.lifecycle().elastic();
		this.roster = new Roster(settings.processes());
		this.lives = new Lives(this.roster, source, timer, (worker) -> new LifeStory(worker, new Relay(), ends()));
		this.succession = new Succession(this.roster, this.lives, new RestartPolicy(settings.restart()), listener,
				timer, this.elastic.spares());
		this.ends = new WorkerEnds(this.roster, this.lives, this.succession, listener);
	}

	/**
	 * Starts the worker of a slot that has none.
	 * @param number the slot
	 */
	public void start(int number) {
		this.succession.start(number);
	}

	/**
	 * Starts the workers of all slots that have none, but for those above the minimum.
	 */
	public void startAll() {
		synchronized (this.roster) {
			this.roster.run();
			int kept = this.elastic.kept(this.roster.processes());
			for (Slot slot : this.roster.wanted()) {
				if (slot.number < kept) {
					start(slot.number);
				}
				else if (slot.current == null) {
					slot.parked = true;
				}
			}
			this.succession.addSpares();
		}
	}

	/**
	 * Starts the worker of a slot as the last one: nothing is started after it, and it
	 * leaves as soon as it has done what it is given when it becomes ready.
	 * @param slot the slot
	 */
	public void startLast(int slot) {
		synchronized (this.roster) {
			start(slot);
			this.roster.close();
		}
	}

	/**
	 * Stops a worker that is not needed now. Its slot is started again when it is.
	 * @param worker the worker
	 */
	public void park(WorkerHandle worker) {
		List<WorkerHandle> dismissed = List.of();
		synchronized (this.roster) {
			Slot slot = this.roster.servedBy(worker);
			if (slot != null) {
				slot.parked = true;
				dismissed = slot.dismiss();
			}
		}
		dismissed.forEach(this::letGo);
	}

	/**
	 * Starts workers of slots that were stopped for lack of work.
	 * @param count how many, if there are so many
	 */
	public void unpark(int count) {
		synchronized (this.roster) {
			List<Slot> parked = this.roster.wanted().stream().filter((slot) -> slot.parked).limit(count).toList();
			parked.forEach((slot) -> start(slot.number));
		}
	}

	/**
	 * Changes the number of workers. New ones are started in the background; those that
	 * are too many finish their tasks and leave.
	 * @param processes how many workers the pool is to have
	 */
	public void resize(int processes) {
		List<WorkerHandle> surplus = new ArrayList<>();
		synchronized (this.roster) {
			if (this.roster.isClosed()) {
				return;
			}
			this.roster.resize(processes);
			this.roster.surplus().forEach((slot) -> surplus.addAll(slot.dismiss()));
			if (this.roster.isRunning()) {
				startAll();
			}
		}
		surplus.forEach(this::letGo);
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

	/**
	 * Has a successor ready for a worker that will be recycled before long.
	 * @param worker the worker
	 */
	public void prepareRecycling(WorkerHandle worker) {
		this.succession.prepare(worker);
	}

	/**
	 * Replaces a worker: it goes on until a successor is ready, gets no more tasks from
	 * then on, and is told to leave. May be repeated, to go on with what had to wait.
	 * @param worker the worker
	 */
	public void recycle(WorkerHandle worker) {
		this.succession.recycle(worker);
	}

	/** Starts nothing any more, and tells every worker to finish and leave. */
	public void stop() {
		for (WorkerHandle worker : close()) {
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
		close().forEach((worker) -> worker.kill(reason));
	}

	private List<WorkerHandle> close() {
		synchronized (this.roster) {
			this.roster.close();
			return this.roster.workers();
		}
	}

	/**
	 * Waits until no worker is left and everything about them has been reported.
	 * @param timeout the longest wait
	 * @return {@code false} if workers are left
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public boolean awaitEnd(Duration timeout) throws InterruptedException {
		synchronized (this.roster) {
			return this.lives.awaitNone(timeout);
		}
	}

	/**
	 * Returns the workers that exist.
	 * @return the workers by slot, those that are being replaced after their successors,
	 * spares last
	 */
	public List<WorkerHandle> workers() {
		synchronized (this.roster) {
			return this.roster.workers();
		}
	}

	/** Returns how many workers the pool is to have. */
	public int processes() {
		synchronized (this.roster) {
			return this.roster.processes();
		}
	}

	/** Returns whether there are slots that were stopped for lack of work. */
	public boolean hasParked() {
		return count((slot) -> slot.parked) > 0;
	}

	/** Returns how many slots wait for a worker that has been started or will be. */
	public int starting() {
		return count((slot) -> !slot.parked && !slot.isServing());
	}

	/**
	 * Returns how many slots have a worker that is ready.
	 * @return a count, without spares and successors that wait
	 */
	public int serving() {
		return count(Slot::isServing);
	}

	/**
	 * Tells whether every slot has the worker that it should have.
	 * @return {@code true} if each has one that is ready, starts for the first time, or
	 * is not needed now
	 */
	public boolean isComplete() {
		return count((slot) -> !slot.isFine()) == 0;
	}

	private int count(Predicate<Slot> condition) {
		synchronized (this.roster) {
			return (int) this.roster.wanted().stream().filter(condition).count();
		}
	}

	/**
	 * Returns how the last worker of a slot ended.
	 * @param slot the slot, or {@link WorkerHandle#NO_SLOT}
	 * @return its exit, or {@code null} if none has ended
	 */
	public @Nullable WorkerExit lastExit(int slot) {
		synchronized (this.roster) {
			return (slot == WorkerHandle.NO_SLOT) ? null : this.roster.slot(slot).lastExit;
		}
	}

	/**
	 * Returns how many workers have been started.
	 * @return a count since the pool was made
	 */
	public long started() {
		synchronized (this.roster) {
			return this.lives.launched();
		}
	}

	/** Not there yet when the lives are made, but before the first of them ends. */
	private LifeStory.Ending ends() {
		return this.ends;
	}

	/** Whose monitor is the lock. */
	Roster roster() {
		return this.roster;
	}

	/** Passes on what workers say, and sees to their succession. */
	private final class Relay implements WorkerListener {

		@Override
		public void ready(WorkerHandle worker) {
			WorkerSupervisor.this.succession.becameReady(worker);
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
		public void printed(WorkerHandle worker, boolean error, String line) {
			WorkerSupervisor.this.listener.printed(worker, error, line);
		}

		@Override
		public void leftOut(WorkerHandle worker, long lines) {
			WorkerSupervisor.this.listener.leftOut(worker, lines);
		}

		@Override
		public void ended(WorkerHandle worker, WorkerLoss loss) {
			WorkerSupervisor.this.listener.ended(worker, loss);
		}

	}

}
