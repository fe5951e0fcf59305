package io.aiopool.pool;

import java.util.concurrent.CancellationException;

import io.aiopool.PoolClosedException;
import io.aiopool.PoolUnavailableException;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.payload.Payload;
import io.aiopool.simulation.Fate.Outcome;
import io.aiopool.simulation.Payloads;
import io.aiopool.simulation.Witness;
import io.aiopool.simulation.World;
import io.aiopool.wire.ChildMessage;

/**
 * Whoever waits for one task in a simulation.
 */
final class SimulatedCaller implements TaskSink {

	private final World world;

	private final Witness witness;

	private long key;

	private boolean stream;

	private long items;

	SimulatedCaller(World world, Witness witness) {
		this.world = world;
		this.witness = witness;
	}

	void waitsFor(Task task) {
		this.key = task.id;
		this.stream = task.stream;
	}

	@Override
	public void item(Payload value) {
		this.world.calledOut("item");
		if (!value.equals(Payloads.result(this.items))) {
			this.world.violated("task " + this.key + " has another item than number " + this.items);
		}
		if (this.witness.of(this.key).outcome() != null) {
			this.world.violated("task " + this.key + " has an item after its outcome");
		}
		this.items++;
	}

	@Override
	public boolean hasItems() {
		return this.items > 0;
	}

	@Override
	public void succeed(Payload value) {
		this.world.calledOut("outcome");
		if (!this.stream && !value.equals(Payloads.result(this.key))) {
			this.world.violated("task " + this.key + " has the result of another task");
		}
		if (this.stream && this.items != Payloads.ITEMS) {
			this.world.violated("task " + this.key + " has " + this.items + " items");
		}
		this.witness.tells(this.key, Outcome.RESULT);
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		this.world.calledOut("outcome");
		this.witness.tells(this.key, Outcome.FAILURE);
	}

	@Override
	public void fail(Throwable failure) {
		this.world.calledOut("outcome");
		tell(this.witness, this.key, failure);
	}

	/** Has the witness see what a caller was told. */
	static void tell(Witness witness, long key, Throwable failure) {
		if (failure instanceof WorkerLostException lost && !lost.started()) {
			witness.saysNotBegun(key);
		}
		witness.tells(key, outcome(failure));
	}

	private static Outcome outcome(Throwable failure) {
		if (failure instanceof WorkerLostException) {
			return Outcome.LOST;
		}
		if (failure instanceof TaskTimeoutException) {
			return Outcome.TIMEOUT;
		}
		if (failure instanceof PoolClosedException) {
			return Outcome.CLOSED;
		}
		if (failure instanceof PoolUnavailableException) {
			return Outcome.UNAVAILABLE;
		}
		return (failure instanceof CancellationException) ? Outcome.CANCELLED : Outcome.FAILURE;
	}

}
