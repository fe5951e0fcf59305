package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.PoolSettings;
import io.aiopool.simulation.Contract;
import io.aiopool.simulation.Faults;
import io.aiopool.simulation.SimulatedChild;
import io.aiopool.simulation.Witness;
import io.aiopool.simulation.World;

/**
 * Workers that live in a simulation.
 */
public final class SimulatedSource extends WorkerSource {

	private final World world;

	private final Faults faults;

	private final Witness witness;

	private final PoolSettings settings;

	private final PoolTimer timer;

	private final List<SimulatedLife> lives = new ArrayList<>();

	public SimulatedSource(World world, Faults faults, Witness witness, PoolSettings settings, PoolTimer timer) {
		this.world = world;
		this.faults = faults;
		this.witness = witness;
		this.settings = settings;
		this.timer = timer;
	}

	@Override
	double luck() {
		return this.world.luck();
	}

	@Override
	void begin(WorkerHandle worker, LifeStory story) {
		SimulatedLife life = new SimulatedLife(this, worker, story);
		this.lives.add(life);
		life.begin();
	}

	World world() {
		return this.world;
	}

	Faults faults() {
		return this.faults;
	}

	PoolSettings settings() {
		return this.settings;
	}

	PoolTimer timer() {
		return this.timer;
	}

	SimulatedChild child(String name, SimulatedChild.Ear ear) {
		Contract contract = new Contract(this.world, this.witness, this.settings.worker().childConcurrency(),
				this.settings.worker().maxTasks());
		return new SimulatedChild(this.world, this.faults, this.witness, name, contract, ear);
	}

	void ended(SimulatedLife life) {
		this.lives.remove(life);
	}

	/** Returns the processes of workers that have not been buried. */
	public List<SimulatedChild> children() {
		return this.lives.stream().map(SimulatedLife::child).filter((child) -> child != null).toList();
	}

	/** Returns how many workers have not been buried. */
	public int living() {
		return this.lives.size();
	}

	/** Whether the thread that asks holds the lock of a supervisor. */
	public static boolean isLocked(WorkerSupervisor supervisor) {
		return Thread.holdsLock(supervisor.roster());
	}

}
