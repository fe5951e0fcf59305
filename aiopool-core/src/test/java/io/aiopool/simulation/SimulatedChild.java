package io.aiopool.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import java.util.Objects;

import io.aiopool.recorder.FlightRecord;
import io.aiopool.recorder.FlightRecords;
import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Frames;
import io.aiopool.wire.Outbox;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * A child process: hears what the parent says, runs tasks, answers, and may die at any
 * moment. Also checks what the parent says by the rules of the protocol.
 */
public final class SimulatedChild implements Outbox {

	private static final int KILLED = 137;

	private static final int MOST_KEPT = 32;

	private final World world;

	private final Faults faults;

	private final Witness witness;

	private final Actor actor;

	private final Ear ear;

	private final Contract contract;

	private final Deque<ParentMessage> staged = new ArrayDeque<>();

	private final Deque<ParentMessage> inbox = new ArrayDeque<>();

	private final Deque<ChildMessage> said = new ArrayDeque<>();

	/** Answers that are to be said together with others. */
	private final Deque<ChildMessage> kept = new ArrayDeque<>();

	private final List<FlightRecord.GivenAnswer> journal = new ArrayList<>();

	private final Map<Long, SimulatedBody> bodies = new LinkedHashMap<>();

	private final SimulatedRequests requests;

	private final SimulatedStreams streams;

	private final Deque<SimulatedBody> waiting = new ArrayDeque<>();

	private @Nullable SimulatedBody active;

	private final Map<Integer, SimulatedBody> inLane = new HashMap<>();

	private final long[] tasks = new long[FlightRecord.LANES];

	private final long[] elements = new long[FlightRecord.LANES];

	private boolean alive = true;

	private boolean wedged;

	private boolean stubborn;

	private boolean dying;

	private boolean givenUp;

	private boolean lies;

	private boolean leaving;

	private @Nullable Integer status;

	private long garbage;

	/** The parent's end of the connection. */
	public interface Ear {

		/** There is something to be heard. */
		void said();

		/** The process has ended, or has closed its end of the connection. */
		void silent();

	}

	public SimulatedChild(World world, Faults faults, Witness witness, String name, Contract contract, Ear ear) {
		this.world = world;
		this.faults = faults;
		this.witness = witness;
		this.actor = world.actor(name, false);
		this.contract = contract;
		this.ear = ear;
		this.requests = new SimulatedRequests(world, faults, this);
		this.streams = new SimulatedStreams(world, this);
		this.stubborn = faults.strike(faults.death / 4);
	}

	/** Begins to run: becomes ready, says why it does not, or neither. */
	public void boot() {
		long takes = this.faults.strike(this.faults.start) ? this.world.chance(100_000_000, 1_500_000_000)
				: this.world.chance(1_000_000, 60_000_000);
		if (this.faults.strike(this.faults.death)) {
			this.world.after(this.world.chance(0, takes), this.actor, "is killed before it is ready",
					() -> die(KILLED));
		}
		this.world.after(takes, this.actor, "boots", () -> {
			if (!this.alive) {
				return;
			}
			if (!this.faults.strike(this.faults.start)) {
				say(new ChildMessage.Ready());
				planDeath();
			}
			else if (this.world.happens(0.3)) {
				this.wedged = true;
			}
			else {
				if (this.world.happens(0.5)) {
					say(new ChildMessage.StartFailed("it does not want to"));
				}
				die(1);
			}
		});
	}

	/** Dies or is stopped some time, whatever it does. */
	private void planDeath() {
		if (this.faults.strike(this.faults.death * 2)) {
			boolean stops = this.world.happens(0.3);
			this.world.after(this.world.chance(0, 2_000_000_000), this.actor, stops ? "is stopped" : "is killed",
					() -> {
						if (!this.faults.haveEnded()) {
							this.wedged |= stops;
							if (!stops) {
								die(KILLED);
							}
						}
					});
		}
	}

	@Override
	public void enqueue(ParentMessage message) {
		this.contract.sent(message);
		this.staged.add(message);
	}

	/** It reads whatever there is. */
	@Override
	public boolean holdsMoreThan(int messages) {
		return false;
	}

	@Override
	public void flush() {
		this.world.calledOut("flush");
		for (ParentMessage message = this.staged.poll(); message != null; message = this.staged.poll()) {
			this.inbox.add(message);
			this.world.after(latency(), this.actor, "reads", this::hear);
		}
	}

	private long latency() {
		return this.world.happens(0.05) ? this.world.chance(0, 5_000_000) : this.world.chance(2_000, 40_000);
	}

	private void hear() {
		ParentMessage message = this.inbox.poll();
		if (message == null || !this.alive || this.wedged) {
			return;
		}
		this.world.log(() -> this + " hears " + message);
		if (message instanceof ParentMessage.Run run) {
			run(run);
		}
		else if (message instanceof ParentMessage.Cancel cancel) {
			cancel(cancel.task());
		}
		else if (message instanceof ParentMessage.TakeBack) {
			giveBack();
		}
		else if (message instanceof ParentMessage.Demand demand) {
			SimulatedBody body = this.bodies.get(demand.task());
			if (body != null) {
				body.demand(demand.items());
			}
		}
		else if (message instanceof ParentMessage.DumpThreads dump) {
			if (!this.faults.strike(0.1)) {
				soon(() -> say(new ChildMessage.Dump(dump.request(), "stacks")));
			}
		}
		else if (message instanceof ParentMessage.CollectGarbage) {
			this.garbage = this.world.happens(0.5) ? 0 : this.garbage;
			soon(() -> say(new ChildMessage.Collected()));
		}
		else if (message instanceof ParentMessage.QueueAnswer answer) {
			this.requests.hear(answer);
		}
		else if (message instanceof ParentMessage.Inflow item) {
			this.streams.hear(item);
		}
		else if (message instanceof ParentMessage.InflowEnd end) {
			this.streams.hear(end);
		}
		else if (message instanceof ParentMessage.Stop) {
			this.leaving = true;
			leaveIfDone();
		}
	}

	private void soon(Runnable step) {
		this.world.after(latency(), this.actor, "acts", () -> {
			if (this.alive && !this.wedged) {
				step.run();
			}
		});
	}

	private void run(ParentMessage.Run run) {
		SimulatedBody body = new SimulatedBody(this.world, this.faults, this.witness, this, run);
		this.bodies.put(run.task(), body);
		if (!run.exclusive()) {
			soon(body::begin);
			return;
		}
		this.waiting.add(body);
		next();
	}

	private void next() {
		if (this.active == null) {
			SimulatedBody next = this.waiting.poll();
			this.active = next;
			if (next != null) {
				soon(next::begin);
			}
		}
	}

	private void cancel(long task) {
		SimulatedBody body = this.bodies.get(task);
		if (body != null) {
			body.cancel(this.waiting.remove(body));
		}
	}

	private void giveBack() {
		for (SimulatedBody body = this.waiting.poll(); body != null; body = this.waiting.poll()) {
			this.bodies.remove(body.task());
			say(new ChildMessage.Returned(body.task(), body.lane()));
		}
	}

	/** Notes the begin of a task in the flight recorder. */
	void note(SimulatedBody body) {
		SimulatedBody other = this.inLane.put(body.lane(), body);
		if (other != null) {
			this.world.violated(body + " begins in the lane of " + other + ", which runs in " + this);
		}
		if (!this.faults.does(Sabotage.RECORDER_EMPTY)) {
			this.elements[body.lane()] = 0;
			this.tasks[body.lane()] = body.task();
		}
		this.garbage += this.world.chance(2) << 20;
	}

	void noteElement(SimulatedBody body, int element) {
		this.elements[body.lane()] = element;
	}

	/** A body runs no longer. */
	void leavesLane(SimulatedBody body) {
		this.inLane.remove(body.lane(), body);
	}

	/** A body puts something into a shared queue, or takes something. */
	void useQueue(SimulatedBody body) {
		Elements elements = this.witness.elements();
		if (elements != null) {
			this.requests.act(body, elements);
		}
	}

	/** A body subscribes to its argument. */
	void subscribe(SimulatedBody body) {
		this.streams.subscribe(body);
	}

	/** A task has its answer. What it has opened ends before. */
	void answer(SimulatedBody body, ChildMessage answer) {
		this.requests.over(body);
		this.streams.over(body);
		this.bodies.remove(body.task(), body);
		if (!this.faults.does(Sabotage.ANSWER_LOST) || !this.world.happens(0.02)) {
			if (this.alive && answer instanceof ChildMessage.Result) {
				body.answered();
			}
			give(body, answer);
		}
		if (this.active == body) {
			this.active = null;
			next();
		}
		leaveIfDone();
	}

	/** Says it now, or keeps it if there is something to do. */
	private void give(SimulatedBody body, ChildMessage answer) {
		if (!body.isQuick() || this.waiting.isEmpty() || this.journal.size() == MOST_KEPT) {
			say(answer);
			return;
		}
		this.kept.add(answer);
		this.journal.add(new FlightRecord.GivenAnswer(body.attempt(), Frames.body(answer)));
		this.world.log(() -> this + " keeps " + answer);
		after(this.world.chance(1_000, 10_000_000), "says what it has kept", () -> {
			sayKept();
			if (this.world.happens(0.8)) {
				this.journal.clear();
			}
		});
	}

	private void sayKept() {
		for (ChildMessage answer = this.kept.poll(); answer != null; answer = this.kept.poll()) {
			this.said.add(answer);
			this.ear.said();
		}
	}

	private void leaveIfDone() {
		if (this.leaving && this.bodies.isEmpty() && !this.faults.strike(this.faults.hang)) {
			soon(() -> die(0));
		}
	}

	void say(ChildMessage message) {
		if (this.alive) {
			this.world.log(() -> this + " says " + message);
			sayKept();
			this.said.add(message);
			this.ear.said();
		}
	}

	/** Has something done if the process lives by then. */
	void after(long nanos, String what, Runnable step) {
		this.world.after(nanos, this.actor, what, () -> {
			if (this.alive && !this.wedged) {
				step.run();
			}
		});
	}

	/** Returns what the parent hears next, if it hears anything. */
	public @Nullable ChildMessage heard() {
		ChildMessage message = this.said.poll();
		if (message != null) {
			this.contract.heard(message);
			if (message instanceof ChildMessage.QueueReceipt receipt) {
				this.requests.heard(receipt);
			}
		}
		return message;
	}

	/** The process ends. */
	void die(int status) {
		if (!this.alive) {
			return;
		}
		this.world.log(() -> this + " ends with " + status);
		this.alive = false;
		this.status = status;
		new ArrayList<>(this.bodies.values()).forEach(SimulatedBody::die);
		this.inLane.values().forEach(SimulatedBody::die);
		this.world.leaves(this.actor);
		this.ear.silent();
	}

	/** Somebody kills it, which takes a moment, in which it goes on. */
	public void kill() {
		this.world.calledOut("kill");
		if (this.alive && !this.dying) {
			this.dying = true;
			long takes = (this.stubborn && !this.faults.haveEnded()) ? this.world.chance(2_500_000_000L, 4_000_000_000L)
					: this.world.chance(0, 20_000_000);
			this.world.after(takes, this.actor, "is killed", () -> die(KILLED));
		}
	}

	/** What only somebody from outside can end is ended. */
	public void endFaults() {
		boolean stuck = this.bodies.values().stream().anyMatch(SimulatedBody::isStuck);
		if (this.wedged || stuck || this.stubborn || this.leaving) {
			this.world.after(0, this.actor, "is killed from outside", () -> die(KILLED));
		}
	}

	/** The parent has given up waiting for its end. */
	public void isForgotten() {
		this.givenUp = true;
	}

	boolean isGivenUp() {
		return this.givenUp;
	}

	/** It breaks the protocol, so that nothing that it says counts. */
	void lies() {
		this.lies = true;
	}

	/** Whether the parent must hear what it has answered. */
	boolean isBelieved() {
		return !this.lies && !this.givenUp;
	}

	public boolean isAlive() {
		return this.alive;
	}

	public @Nullable Integer status() {
		return this.status;
	}

	public FlightRecord record() {
		return FlightRecords.of(this.tasks, this.elements,
				this.faults.does(Sabotage.JOURNAL_LOST) ? List.of() : this.journal);
	}

	public long heartbeat(long interval) {
		return (this.wedged || !this.alive) ? -1 : this.world.age() / interval;
	}

	public long residentMemory() {
		return this.alive ? (50L << 20) + this.garbage : -1;
	}

	/** Tasks that run longer than anybody may. */
	public List<String> overdue(long nanos) {
		return this.bodies.values()
			.stream()
			.filter((body) -> this.alive && !this.stubborn && body.isOverdue(nanos))
			.map(Objects::toString)
			.toList();
	}

	@Override
	public String toString() {
		return this.actor.toString();
	}

}
