package io.aiopool.simulation;

import java.util.List;

import io.aiopool.payload.Payload;
import io.aiopool.simulation.Faults.Deed;
import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.ParentMessage;

/**
 * A task in a simulated child, from its arrival to its answer.
 */
final class SimulatedBody {

	/** A chunk begins no more elements after so long. */
	private static final long LONGEST_CHUNK = 20_000_000;

	private final World world;

	private final Faults faults;

	private final Witness witness;

	private final SimulatedChild child;

	private final ParentMessage.Run run;

	/** By which the witness knows it, or the elements it stands for. */
	private final List<Long> keys;

	private Deed deed = Deed.ANSWER;

	/** Of the keys. */
	private int at;

	private long begunAt;

	private long arrivedAt;

	private boolean begun;

	private boolean cancelled;

	private boolean over;

	private long demand;

	private int items;

	SimulatedBody(World world, Faults faults, Witness witness, SimulatedChild child, ParentMessage.Run run) {
		this.world = world;
		this.faults = faults;
		this.witness = witness;
		this.child = child;
		this.run = run;
		this.keys = Payloads.keys(run);
		this.arrivedAt = world.now();
	}

	long task() {
		return this.run.task();
	}

	int lane() {
		return this.run.lane();
	}

	int attempt() {
		return this.run.attempt();
	}

	boolean isQuick() {
		return this.run.exclusive() && this.run.quick();
	}

	/** Whatever happens now, its caller hears of it. */
	void answered() {
		if (this.run.method() != ParentMessage.Run.EACH) {
			this.witness.answers(key(), this.child);
		}
	}

	void begin() {
		if (this.over) {
			return;
		}
		if (this.cancelled) {
			answer(failure(FailureKind.NOT_STARTED, "cancelled"));
			return;
		}
		this.begun = true;
		this.begunAt = this.world.now();
		this.deed = this.faults.deed();
		if (this.faults.strike(this.faults.fatal / 2)) {
			this.child.die(137);
			return;
		}
		this.child.note(this);
		if (this.faults.strike(this.faults.fatal / 4)) {
			this.child.die(137);
			return;
		}
		if (this.deed == Deed.REFUSE) {
			answer(failure(FailureKind.ARGUMENTS, "unreadable"));
		}
		else if (this.run.stream()) {
			this.witness.begins(key(), this.child);
			emit();
		}
		else {
			element();
			open();
		}
	}

	private long key() {
		return this.keys.get(this.at);
	}

	private boolean isLast() {
		return this.at == this.keys.size() - 1;
	}

	/** Uses what it has been given. */
	private void open() {
		if (this.run.method() == Payloads.STREAMED && !this.over) {
			this.child.subscribe(this);
		}
		for (int i = this.world.happens(0.2) ? 1 + this.world.chance(5) : 0; i > 0; i--) {
			this.child.after(duration() / 2, "uses a queue", () -> {
				if (!this.over) {
					this.child.useQueue(this);
				}
			});
		}
	}

	/** Runs one of the elements, or all that there is. */
	private void element() {
		this.child.noteElement(this, this.at);
		this.witness.begins(key(), this.child);
		if (this.faults.does(Sabotage.ANSWER_EARLY) && this.world.happens(0.02)) {
			this.witness.ends(key(), true, false);
			this.child.answer(this, result());
			return;
		}
		// It happens at one of them; those before it end well.
		boolean now = isLast() || this.world.chance(this.keys.size()) == 0;
		Deed deed = now ? this.deed : Deed.ANSWER;
		if (deed != Deed.HANG && deed != Deed.HANG_FOR_EVER) {
			this.child.after(duration(), "ends", () -> end(deed));
		}
	}

	private long duration() {
		return switch (this.run.method()) {
			case Payloads.TINY, ParentMessage.Run.EACH, 0 -> this.world.chance(1_000, 60_000);
			case Payloads.QUICK -> this.world.chance(500_000, 10_000_000);
			default -> this.world.chance(5_000_000, 400_000_000);
		};
	}

	private void end(Deed planned) {
		if (this.over) {
			return;
		}
		Deed deed = this.faults.haveEnded() ? Deed.ANSWER : planned;
		switch (deed) {
			case DIE -> this.child.die(this.world.happens(0.5) ? 3 : 137);
			case EXIT -> this.child.die(0);
			case FAIL -> fail("java.lang.IllegalStateException");
			case OVERFLOW -> fail("java.lang.StackOverflowError");
			case DIE_SPEAKING -> {
				this.witness.ends(key(), false, false);
				this.child.die(137);
			}
			case LIE -> {
				this.witness.ends(key(), true, false);
				this.child.lies();
				this.child.say(new ChildMessage.Result(task(), lane() + 1, 0, Payload.NOTHING));
			}
			default -> {
				succeed();
				if (deed == Deed.DIE_ANSWERED) {
					this.child.die(137);
				}
			}
		}
	}

	private void succeed() {
		this.witness.ends(key(), true, false);
		if (isLast()) {
			answer(result());
			return;
		}
		this.at++;
		if (this.cancelled) {
			answer(failure(FailureKind.NOT_STARTED, "cancelled"));
		}
		else if (this.world.now() - this.begunAt > LONGEST_CHUNK) {
			this.at--;
			answer(result());
		}
		else {
			element();
		}
	}

	/** Sends the results of a chunk first, as far as it has come. */
	private ChildMessage result() {
		if (this.run.method() == ParentMessage.Run.EACH) {
			this.child.say(new ChildMessage.Item(task(), Payloads.results(this.keys.subList(0, this.at + 1))));
		}
		boolean empty = this.run.method() == ParentMessage.Run.EACH || this.run.stream();
		return new ChildMessage.Result(task(), lane(), this.world.now() - this.begunAt,
				empty ? Payload.NOTHING : Payloads.result(key()));
	}

	private void fail(String type) {
		this.witness.ends(key(), false, true);
		if (this.run.method() == ParentMessage.Run.EACH && this.at > 0) {
			this.child.say(new ChildMessage.Item(task(), Payloads.results(this.keys.subList(0, this.at))));
		}
		answer(failure(FailureKind.TASK, type));
	}

	private ChildMessage failure(FailureKind kind, String type) {
		return new ChildMessage.Failure(task(), lane(), this.begun ? this.world.now() - this.begunAt : 0, kind, type,
				"simulated", "", Payload.NOTHING);
	}

	private void answer(ChildMessage answer) {
		this.over = true;
		this.child.leavesLane(this);
		this.child.answer(this, answer);
	}

	/** More items are asked for. */
	void demand(long more) {
		this.demand += more;
		emit();
	}

	private void emit() {
		if (this.begun && !this.over && this.demand > 0) {
			this.demand--;
			this.child.after(duration(), "emits", () -> {
				if (this.over) {
					return;
				}
				if (this.items < Payloads.ITEMS) {
					this.child.say(new ChildMessage.Item(task(), Payloads.result(this.items++)));
					emit();
				}
				else {
					end(this.deed);
				}
			});
		}
	}

	/** Nobody waits for it any more. */
	void cancel(boolean waiting) {
		this.cancelled = true;
		if (waiting) {
			answer(failure(FailureKind.NOT_STARTED, "cancelled"));
		}
		else if (this.begun && this.deed != Deed.HANG_FOR_EVER) {
			this.child.after(this.world.chance(10_000, 3_000_000), "is interrupted", () -> {
				if (!this.over) {
					fail("java.lang.InterruptedException");
				}
			});
		}
	}

	/** Its process ends. */
	void die() {
		if (!this.over) {
			this.over = true;
			this.witness.dies(key());
		}
	}

	/** Whether nothing but the end of its process ends it. */
	boolean isStuck() {
		return this.begun && (this.deed == Deed.HANG || this.deed == Deed.HANG_FOR_EVER);
	}

	/** Whether it runs longer than its deadline and some time allow. */
	boolean isOverdue(long nanos) {
		return this.run.remaining() >= 0 && this.world.now() - this.arrivedAt - this.run.remaining() > nanos;
	}

	@Override
	public String toString() {
		return "task " + task();
	}

}
