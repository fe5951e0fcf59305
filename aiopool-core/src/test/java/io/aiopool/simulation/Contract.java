package io.aiopool.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.aiopool.simulation.Fate.Outcome;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;

/**
 * What a parent may say to a worker, as the two of them stand: seen from the parent's
 * side, between what it sends and what it has heard.
 */
public final class Contract {

	private final World world;

	private final Witness witness;

	private final int concurrency;

	private final int mostTasks;

	private final Map<Long, ParentMessage.Run> inFlight = new LinkedHashMap<>();

	private final Map<Integer, Long> lanes = new HashMap<>();

	private final Set<Integer> methods = new HashSet<>();

	private boolean stopped;

	private int tasks;

	/**
	 * Creates the contract with a new worker.
	 * @param concurrency so many shared tasks it may have
	 * @param mostTasks so many tasks it may have in its life, 0 for any number
	 */
	public Contract(World world, Witness witness, int concurrency, int mostTasks) {
		this.world = world;
		this.witness = witness;
		this.concurrency = concurrency;
		this.mostTasks = mostTasks;
	}

	void sent(ParentMessage message) {
		if (message instanceof ParentMessage.Stop) {
			check(!this.stopped, "it is told to stop twice");
			this.stopped = true;
		}
		else if (message instanceof ParentMessage.Define define) {
			check(!this.stopped, "a method is defined after Stop");
			check(this.methods.add(define.number()), "method " + define.number() + " is defined twice");
		}
		else if (message instanceof ParentMessage.Run run) {
			sent(run);
		}
	}

	private void sent(ParentMessage.Run run) {
		check(!this.stopped, "task " + run.task() + " is sent after Stop");
		check(run.method() <= 0 || this.methods.contains(run.method()),
				"method " + run.method() + " is called and has not been defined");
		Long other = this.lanes.putIfAbsent(run.lane(), run.task());
		check(other == null, "task " + run.task() + " gets the lane of task " + other + ", which was not answered");
		check(this.inFlight.putIfAbsent(run.task(), run) == null, "task " + run.task() + " is sent twice");
		long exclusive = this.inFlight.values().stream().filter(ParentMessage.Run::exclusive).count();
		long shared = this.inFlight.size() - exclusive;
		check(exclusive == 0 || shared == 0, "task " + run.task() + " gets company, though one of them is exclusive");
		check(shared <= this.concurrency, shared + " tasks share it");
		this.tasks++;
		check(this.mostTasks == 0 || this.tasks <= this.mostTasks, "it gets more than " + this.mostTasks + " tasks");
		for (long task : this.inFlight.keySet()) {
			Fate fate = this.witness.find(task);
			check(fate == null || fate.outcome() != Outcome.TIMEOUT || task == run.task(),
					"task " + run.task() + " is sent there while task " + task + " is in its grace");
		}
	}

	void heard(ChildMessage message) {
		if (message instanceof ChildMessage.Result result) {
			answered(result.lane(), result.task());
		}
		else if (message instanceof ChildMessage.Failure failure) {
			answered(failure.lane(), failure.task());
		}
		else if (message instanceof ChildMessage.Returned returned) {
			answered(returned.lane(), returned.task());
			this.tasks--;
		}
	}

	private void answered(int lane, long task) {
		this.inFlight.remove(task);
		this.lanes.remove(lane, task);
	}

	private void check(boolean holds, String otherwise) {
		if (!holds) {
			this.world.violated("of a worker: " + otherwise);
		}
	}

}
