package io.aiopool.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.aiopool.soak.Ledger.Kind;
import io.aiopool.soak.Ledger.Outcome;

/**
 * The ledger of the parent joined with the begins that the children have noted: who is
 * wrong about what.
 */
final class Join {

	private static final int MOST_EXAMPLES = 10;

	private final Ledger ledger;

	private final Begins begins;

	private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

	private final List<String> examples = new ArrayList<>();

	private int tasks;

	private int lost;

	private int twiceTold;

	private int ranTwice;

	private int mixed;

	private int untrue;

	Join(Ledger ledger, Begins begins) {
		this.ledger = ledger;
		this.begins = begins;
		for (int id = 1; id <= ledger.last(); id++) {
			look(id);
		}
	}

	private void look(int id) {
		Outcome outcome = this.ledger.outcome(id);
		this.outcomes.merge(outcome, 1, Integer::sum);
		if (outcome != Outcome.REFUSED && !(this.ledger.kind(id).isElement() && outcome == Outcome.NONE)) {
			this.tasks++;
		}
		if (isLost(id, outcome)) {
			this.lost += example(id, "its caller was never told");
		}
		if (this.ledger.timesTold(id) > 1 || this.ledger.timesSettled(id) > 1) {
			this.twiceTold += example(id, "it was completed more than once");
		}
		if (this.ledger.kind(id).isRepeated() ? this.begins.repeats(id) > 0 : this.begins.count(id) > 1) {
			this.ranTwice += example(id, "it ran more often than it may");
		}
		if (outcome == Outcome.WRONG) {
			this.mixed += example(id, "its result is that of another task");
		}
		if (isUntrue(id, outcome)) {
			this.untrue += example(id, "whether it ran is not what its caller was told");
		}
	}

	private boolean isLost(int id, Outcome outcome) {
		return outcome == Outcome.NONE && !this.ledger.kind(id).isElement();
	}

	/**
	 * A result of a task that did not run, or a begin of one that is said not to have.
	 */
	private boolean isUntrue(int id, Outcome outcome) {
		int count = this.begins.count(id);
		boolean denied = outcome == Outcome.REFUSED
				|| outcome == Outcome.LOST_UNBEGUN && this.ledger.kind(id) == Kind.ONCE;
		return denied && count > 0 || outcome == Outcome.RIGHT && count == 0;
	}

	private int example(int id, String what) {
		if (this.examples.size() < MOST_EXAMPLES) {
			this.examples.add("task " + id + " (" + this.ledger.kind(id) + ", told " + this.ledger.timesTold(id)
					+ " times, last " + this.ledger.outcome(id) + ", settled " + this.ledger.timesSettled(id)
					+ " times, begun " + this.begins.count(id) + " times): " + what);
		}
		return 1;
	}

	/** Tasks that were taken, and elements of maps whose results have come. */
	int tasks() {
		return this.tasks;
	}

	/** Tasks without a completion. */
	int lost() {
		return this.lost;
	}

	/** Tasks with more than one completion. */
	int twiceTold() {
		return this.twiceTold;
	}

	/** Tasks that began more often than they may. */
	int ranTwice() {
		return this.ranTwice;
	}

	/** Results that belong to other tasks, or to none. */
	int mixed() {
		return this.mixed;
	}

	/** Tasks of which it was said wrongly that they had, or had not, begun. */
	int untrue() {
		return this.untrue;
	}

	long begins() {
		return this.begins.total();
	}

	Map<Outcome, Integer> outcomes() {
		return this.outcomes;
	}

	/** The first few things that are wrong. */
	List<String> examples() {
		return this.examples;
	}

}
