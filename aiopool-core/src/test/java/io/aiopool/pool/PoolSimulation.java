package io.aiopool.pool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.aiopool.PoolSettings;
import io.aiopool.simulation.Actor;
import io.aiopool.simulation.Fate;
import io.aiopool.simulation.Faults;
import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.simulation.SimulatedChild;
import io.aiopool.simulation.Witness;
import io.aiopool.simulation.World;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.SimulatedSource;
import io.aiopool.worker.SimulatedTimer;
import io.aiopool.worker.WorkerSource;

/**
 * One life of a pool in a simulation: users act, everything goes wrong, then nothing does
 * any more, and the pool is closed. All that is checked is thrown as a violation.
 */
final class PoolSimulation implements Host {

	private static final long SECOND = 1_000_000_000;

	private final World world;

	private final Faults faults;

	private final Witness witness;

	private final PoolSettings settings;

	private final SimulatedTimer timer;

	private final SimulatedSource source;

	private final Actor callbacks;

	private final Actor users;

	private final Engine engine;

	private final SimulatedUsers everybody;

	private final List<Step> script = new ArrayList<>();

	/**
	 * Something that somebody does.
	 *
	 * @param at after so many nanoseconds
	 * @param seed of all that is left to chance in it
	 */
	private record Step(long at, long seed) {
	}

	PoolSimulation(long seed, Set<Sabotage> sabotage, boolean traced) {
		this.world = new World(seed, traced);
		this.faults = new Faults(this.world, sabotage);
		this.witness = new Witness(this.world);
		this.settings = SimulatedSettings.draw(this.world);
		this.timer = new SimulatedTimer(this.world, this.faults);
		this.source = new SimulatedSource(this.world, this.faults, this.witness, this.settings, this.timer);
		this.callbacks = this.world.actor("callback", true);
		this.users = this.world.actor("user", true);
		this.engine = new Engine(this.settings, this.settings.scheduling().create(), this);
		this.everybody = new SimulatedUsers(this.world, this.witness, this.engine);
		if (this.faults.start == 0) {
			this.witness.expectWorkers();
		}
		this.world.locked(this::isLocked);
		long at = 0;
		for (int i = 10 + this.world.chance(60); i > 0; i--) {
			at += this.world.happens(0.5) ? this.world.chance(0, 3_000_000) : this.world.chance(0, 100_000_000);
			this.script.add(new Step(at, this.world.chance(0, Long.MAX_VALUE - 1)));
		}
	}

	private boolean isLocked() {
		return Thread.holdsLock(this.engine.state()) || Thread.holdsLock(this.engine.deadlines())
				|| Thread.holdsLock(this.engine.quarantine()) || Thread.holdsLock(this.engine.quarantine().methods())
				|| this.everybody.holdLockOfQueue() || SimulatedSource.isLocked(this.engine.supervisor());
	}

	@Override
	public PoolTimer timer() {
		return this.timer;
	}

	@Override
	public Executor callbacks() {
		return (callback) -> {
			this.world.after(0, this.callbacks, "runs", callback);
			this.world.point();
		};
	}

	@Override
	public WorkerSource workers() {
		return this.source;
	}

	@Override
	public void release() {
		this.timer.close();
	}

	/** Returns how many steps the script has. */
	int steps() {
		return this.script.size();
	}

	String trace() {
		return this.settings + "\n" + this.faults + "\n" + this.world.trace();
	}

	long turns() {
		return this.world.turns();
	}

	/** Runs it, with some of the steps left out. */
	void run(Set<Integer> leftOut) {
		this.world.log(() -> this.settings + " " + this.faults);
		if (this.settings.start() != io.aiopool.StartMode.LAZY) {
			this.world.after(0, this.users, "starts the pool", () -> this.engine.life().ensureStarted());
		}
		for (int i = 0; i < this.script.size(); i++) {
			if (!leftOut.contains(i)) {
				schedule(this.script.get(i), i);
			}
		}
		long last = this.script.get(this.script.size() - 1).at();
		boolean closesEarly = this.world.happens(0.2);
		if (closesEarly) {
			this.world.after(this.world.chance(last / 2, last), this.users, "ends the pool", this::end);
		}
		this.world.run(last + SECOND / 10, () -> false);
		if (!closesEarly) {
			recover();
			this.world.after(0, this.users, "ends the pool", this::end);
		}
		bury();
	}

	private void schedule(Step step, int number) {
		this.world.after(step.at(), this.users, "step " + number, () -> {
			SplittableRandom random = new SplittableRandom(step.seed());
			SimulatedUsers.Kind kind = SimulatedUsers.Kind.draw(random);
			this.world.log(() -> "step " + number + ": " + kind);
			this.witness.look();
			look();
			this.everybody.act(kind, random);
		});
	}

	/** No task may run much longer than its deadline and the grace. */
	private void look() {
		long grace = this.settings.timeouts().killGrace().toNanos();
		for (SimulatedChild child : this.source.children()) {
			List<String> overdue = child.overdue(grace + SECOND / 2);
			if (!overdue.isEmpty()) {
				this.world.violated(child + " still runs " + overdue);
			}
		}
	}

	/** Faults end: whatever waits is done, and all workers are there again. */
	private void recover() {
		this.faults.end();
		this.source.children().forEach(SimulatedChild::endFaults);
		this.everybody.finish();
		await(30 * SECOND, this.everybody::haveFinished, () -> "no outcome: " + this.witness.unfinished());
		this.witness.look();
		// Those that ended with the faults are heard of before anybody counts on them.
		this.world.run(SECOND / 10, () -> false);
		awaitCapacity();
		awaitRelease();
		Set<Fate> before = new HashSet<>(this.witness.all());
		SplittableRandom random = new SplittableRandom(1);
		for (int i = 0; i < 10; i++) {
			this.everybody.probe(random);
		}
		await(10 * SECOND, this.everybody::haveFinished, () -> "no outcome of a probe: " + this.witness.unfinished());
		for (Fate fate : this.witness.all()) {
			if (!before.contains(fate) && fate.outcome() != Fate.Outcome.RESULT && !fate.isCancelled()) {
				this.world.violated("probe " + fate + " ended with " + fate.outcome());
			}
		}
	}

	/**
	 * A method that has one worker at a time has all of them after a run without harm.
	 */
	private void awaitRelease() {
		SplittableRandom random = new SplittableRandom(2);
		for (int i = 0; i < 20 && this.everybody.hasBrake(); i++) {
			boolean alone = this.everybody.isMethodIdle();
			this.everybody.probe(random);
			if (alone && this.everybody.isMethodIdle()) {
				// These arguments are in quarantine
				continue;
			}
			await(10 * SECOND, this.everybody::haveFinished,
					() -> "no outcome of a single probe: " + this.witness.unfinished());
			if (alone && this.everybody.hasBrake()) {
				this.world.violated("a method has one worker at a time though it has ended well");
			}
		}
	}

	private void awaitCapacity() {
		if (!this.engine.life().isStarted()) {
			return;
		}
		int least = this.settings.lifecycle().elastic().kept(this.engine.supervisor().processes());
		await(10 * SECOND, () -> this.engine.supervisor().serving() >= least && this.engine.staffing().size() >= least,
				() -> "only " + this.engine.supervisor().serving() + " of " + least + " workers serve: "
						+ this.engine.supervisor().workers());
	}

	private void await(long nanos, BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
		this.world.run(nanos, condition);
		if (!condition.getAsBoolean()) {
			this.world.violated(otherwise.get());
			this.world.run(0, () -> true);
		}
	}

	private void end() {
		this.witness.closes();
		if (this.world.happens(0.4)) {
			this.engine.life().beginToTerminate();
		}
		else {
			this.engine.life().beginToClose();
			this.world.after(this.settings.timeouts().drain().toNanos(), this.users, "is tired of waiting",
					() -> this.engine.supervisor().kill(KillReason.POOL_CLOSED));
		}
	}

	/** Nothing is left of a pool that was closed. */
	private void bury() {
		this.everybody.finish();
		long most = this.settings.timeouts().drain().toNanos() + 5 * SECOND;
		await(most, () -> this.source.living() == 0,
				() -> "workers live on in a closed pool: " + this.source.children());
		await(SECOND, this.everybody::haveFinished, () -> "no outcome in a closed pool: " + this.witness.unfinished());
		this.everybody.emptyQueue();
		await(SECOND, this.everybody::haveNothingOpen, () -> "open in a closed pool: " + this.everybody.open());
		this.everybody.verifyQueue();
		await(5 * SECOND, () -> this.timer.pending() == 0, () -> "the timer is still busy");
		this.engine.dispatcher().read((counters, pending, inFlight, unavailable) -> {
			check(pending == 0 && inFlight == 0 && this.engine.staffing().size() == 0,
					pending + " tasks pending, " + inFlight + " in flight in a closed pool");
			check(counters.submitted == counters.completed + counters.failed + counters.cancelled,
					"counted " + counters.submitted + " submitted, " + counters.completed + " completed, "
							+ counters.failed + " failed, " + counters.cancelled + " cancelled");
			return true;
		});
		this.world.run(0, () -> true);
	}

	private void check(boolean holds, String otherwise) {
		if (!holds) {
			this.world.violated(otherwise);
		}
	}

}
