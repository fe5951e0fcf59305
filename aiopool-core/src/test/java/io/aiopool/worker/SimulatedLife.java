package io.aiopool.worker;

import java.io.IOException;
import java.util.List;

import io.aiopool.simulation.Actor;
import io.aiopool.simulation.Faults;
import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.simulation.SimulatedChild;
import io.aiopool.simulation.World;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The life of a simulated worker, as {@link WorkerLife} lives it for a process.
 */
final class SimulatedLife implements SimulatedChild.Ear, WorkerBody {

	private static final long REAP = 2_000_000_000;

	private static final long LOOKS = 5_000_000;

	private final SimulatedSource source;

	private final World world;

	private final Faults faults;

	private final WorkerHandle worker;

	private final LifeStory story;

	private final Actor thread;

	private final String name;

	private @Nullable SimulatedChild child;

	private boolean connected;

	private boolean deaf;

	SimulatedLife(SimulatedSource source, WorkerHandle worker, LifeStory story) {
		this.source = source;
		this.world = source.world();
		this.faults = source.faults();
		this.worker = worker;
		this.story = story;
		this.name = "worker " + worker.birth().slot() + "." + worker.birth().generation();
		this.thread = this.world.actor("thread of " + this.name, false);
	}

	void begin() {
		this.world.after(this.world.chance(0, 2_000_000), this.thread, "starts it", this::start);
	}

	private void start() {
		this.source.timer().later(this.source.settings().timeouts().start().toNanos(), this.worker::startTimeOut);
		if (this.faults.strike(this.faults.start / 2)) {
			this.story.failed(new IOException("there is no process to be had"));
			fallSilent();
			return;
		}
		SimulatedChild child = this.source.child(this.name, this);
		this.child = child;
		this.worker.started(this);
		if (this.faults.strike(this.faults.start / 2)) {
			child.kill();
			this.world.after(LOOKS * 5, this.thread, "sees it dead", this::fallSilent);
			return;
		}
		this.world.after(this.world.chance(0, 20_000_000), this.thread, "connects", () -> {
			this.connected = true;
			this.worker.connected(child);
			child.boot();
			if (!child.isAlive()) {
				fallSilent();
			}
		});
	}

	@Nullable SimulatedChild child() {
		return this.child;
	}

	@Override
	public void said() {
		this.world.after(latency(), this.thread, "hears it", this::hear);
	}

	@Override
	public void silent() {
		if (this.connected) {
			this.world.after(latency(), this.thread, "hears that it is silent", this::hearTheLast);
		}
	}

	private long latency() {
		return this.world.happens(0.05) ? this.world.chance(0, 5_000_000) : this.world.chance(2_000, 40_000);
	}

	/** Hears what has been said, with a pause now and then. */
	private void hear() {
		SimulatedChild child = this.child;
		if (this.deaf || child == null) {
			return;
		}
		try {
			for (ChildMessage message = child.heard(); message != null; message = child.heard()) {
				this.story.said(message);
				if (this.world.happens(0.3)) {
					this.story.pauses();
				}
			}
			this.story.pauses();
		}
		catch (ProtocolException | RuntimeException ex) {
			this.world.log(() -> "hears nonsense from " + this.name + ": " + ex);
			if (ex instanceof RuntimeException) {
				this.world.violated("thrown by the pool: " + ex);
			}
			this.story.failed(ex);
			fallSilent();
		}
	}

	private void hearTheLast() {
		hear();
		fallSilent();
	}

	private void fallSilent() {
		if (this.deaf) {
			return;
		}
		this.deaf = true;
		this.story.silent();
		SimulatedChild child = this.child;
		if (child == null) {
			this.story.ended(LifeStory.Remains.of(null, null));
			leave();
		}
		else if (this.story.leavesAsTold()) {
			await(child, this.source.settings().timeouts().killGrace().toNanos(), () -> reap(child));
		}
		else {
			reap(child);
		}
	}

	private void reap(SimulatedChild child) {
		child.kill();
		await(child, REAP, () -> {
			child.isForgotten();
			bury(child);
		});
	}

	/** The thread of the worker waits for the process to end. */
	private void await(SimulatedChild child, long nanos, Runnable otherwise) {
		if (!child.isAlive()) {
			bury(child);
		}
		else if (nanos <= 0) {
			otherwise.run();
		}
		else {
			this.world.after(LOOKS, this.thread, "waits for its end", () -> await(child, nanos - LOOKS, otherwise));
		}
	}

	private void bury(SimulatedChild child) {
		if (this.faults.does(Sabotage.END_UNTOLD) && this.world.happens(0.1)) {
			return;
		}
		boolean reaped = !child.isAlive();
		this.story.ended(new LifeStory.Remains(child.status(), reaped ? child.record() : null, List.of(), null, false));
		leave();
	}

	private void leave() {
		this.world.leaves(this.thread);
		this.source.ended(this);
	}

	@Override
	public long pid() {
		return 1;
	}

	@Override
	public long residentMemory() {
		SimulatedChild child = this.child;
		return (child != null) ? child.residentMemory() : -1;
	}

	@Override
	public long heartbeat() {
		SimulatedChild child = this.child;
		return (child != null) ? child.heartbeat(this.source.settings().lifecycle().heartbeat().interval().toNanos())
				: 0;
	}

	@Override
	public void kill() {
		SimulatedChild child = this.child;
		if (child != null) {
			child.kill();
		}
	}

}
