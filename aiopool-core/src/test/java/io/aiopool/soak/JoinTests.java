package io.aiopool.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.aiopool.soak.Ledger.Kind;
import io.aiopool.soak.Ledger.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the soak would notice.
 */
class JoinTests {

	private final Ledger ledger = new Ledger(100);

	@TempDir
	Path directory;

	@Test
	void whatIsAsItShouldBeIsNotReported() throws Exception {
		int right = submit(Kind.ONCE, Outcome.RIGHT);
		begin(right, 1);
		int redelivered = submit(Kind.REPEATED, Outcome.RIGHT);
		begin(redelivered, 1);
		begin(redelivered, 2);
		submit(Kind.ONCE, Outcome.LOST_UNBEGUN);
		begin(submit(Kind.ONCE, Outcome.LOST), 1);
		submit(Kind.ONCE, Outcome.REFUSED);
		begin(this.ledger.submit(Kind.ELEMENT), 1);
		Join join = join();
		assertThat(join.examples()).isEmpty();
		assertThat(join.tasks()).as("without the refused one, and the element that was not delivered").isEqualTo(4);
		assertThat(join.begins()).isEqualTo(5);
	}

	@Test
	void aTaskWithoutCompletionIsLost() throws Exception {
		begin(this.ledger.submit(Kind.ONCE), 1);
		Join join = join();
		assertThat(join.lost()).isOne();
		assertThat(join.examples()).singleElement().asString().contains("never told", "begun 1 times");
	}

	@Test
	void aSecondOutcomeInTheEngineIsNoticedThoughTheFutureHidesIt() throws Exception {
		int id = submit(Kind.ONCE, Outcome.RIGHT);
		begin(id, 1);
		this.ledger.settled(id);
		assertThat(join().twiceTold()).isOne();
	}

	@Test
	void aSecondCompletionOfAFutureIsNoticed() throws Exception {
		int id = submit(Kind.ONCE, Outcome.RIGHT);
		begin(id, 1);
		this.ledger.told(id, Outcome.RIGHT);
		assertThat(join().twiceTold()).isOne();
	}

	@Test
	void aSecondRunIsNoticedWhicheverAttemptItIs() throws Exception {
		int same = submit(Kind.ONCE, Outcome.RIGHT);
		begin(same, 1);
		begin(same, 1);
		int next = submit(Kind.ONCE, Outcome.LOST);
		begin(next, 1);
		begin(next, 2);
		int element = submit(Kind.ELEMENT, Outcome.RIGHT);
		begin(element, 1);
		begin(element, 2);
		assertThat(join().ranTwice()).isEqualTo(3);
	}

	@Test
	void anIdempotentTaskMayNotRunTheSameAttemptTwice() throws Exception {
		int id = submit(Kind.REPEATED, Outcome.RIGHT);
		begin(id, 2);
		begin(id, 2);
		assertThat(join().ranTwice()).isOne();
	}

	@Test
	void aRunThatWasDeniedIsNoticed() throws Exception {
		begin(submit(Kind.ONCE, Outcome.LOST_UNBEGUN), 1);
		begin(submit(Kind.ONCE, Outcome.REFUSED), 1);
		assertThat(join().untrue()).isEqualTo(2);
	}

	@Test
	void aResultWithoutARunIsNoticed() throws Exception {
		submit(Kind.ONCE, Outcome.RIGHT);
		assertThat(join().untrue()).isOne();
	}

	@Test
	void aResultOfAnotherTaskIsNoticed() throws Exception {
		Order order = new Order(1, 0, 10, new byte[] { 1 });
		Answer answer = Answer.to(order);
		assertThat(Clerk.outcome(order, answer, null)).isEqualTo(Outcome.RIGHT);
		assertThat(Clerk.outcome(new Order(2, 0, 10, new byte[] { 1 }), answer, null)).isEqualTo(Outcome.WRONG);
		assertThat(Clerk.outcome(new Order(1, 0, 10, new byte[] { 2 }), answer, null)).isEqualTo(Outcome.WRONG);
		assertThat(Clerk.outcome(new Order(1, 0, 11, new byte[] { 1 }), answer, null)).isEqualTo(Outcome.WRONG);
		answer.payload()[9]++;
		assertThat(Clerk.outcome(order, answer, null)).isEqualTo(Outcome.WRONG);
		begin(submit(Kind.ONCE, Outcome.WRONG), 1);
		assertThat(join().mixed()).isOne();
	}

	private int submit(Kind kind, Outcome outcome) {
		int id = this.ledger.submit(kind);
		if (outcome != Outcome.REFUSED) {
			this.ledger.settled(id);
		}
		this.ledger.told(id, outcome);
		return id;
	}

	private void begin(int id, int attempt) throws Exception {
		Files.writeString(this.directory.resolve("child"), id + ",4711," + attempt + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	private Join join() throws Exception {
		return new Join(this.ledger, Begins.read(this.directory, this.ledger.last()));
	}

}
