package io.aiopool.worker;

import io.aiopool.simulation.Actor;
import io.aiopool.simulation.Faults;
import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.simulation.World;

/**
 * The timer of a simulated pool.
 */
public final class SimulatedTimer implements PoolTimer {

	private final World world;

	private final Faults faults;

	private final Actor actor;

	private int pending;

	private boolean closed;

	public SimulatedTimer(World world, Faults faults) {
		this.world = world;
		this.faults = faults;
		this.actor = world.actor("timer", false);
	}

	@Override
	public long now() {
		long now = this.world.now();
		this.world.point();
		return now;
	}

	@Override
	public boolean later(long nanos, Runnable step) {
		if (this.closed) {
			return false;
		}
		if (this.faults.does(Sabotage.TIMER_FORGETS) && this.world.happens(0.02)) {
			return true;
		}
		this.pending++;
		this.world.after(nanos, this.actor, "is due", () -> {
			this.pending--;
			step.run();
		});
		this.world.point();
		return true;
	}

	@Override
	public void every(long nanos, Runnable step) {
		this.world.after(nanos, this.actor, "is due again", () -> {
			if (!this.closed) {
				step.run();
				every(nanos, step);
			}
		});
	}

	/** Returns how many things are to be done later. */
	public int pending() {
		return this.pending;
	}

	public void close() {
		this.closed = true;
	}

}
