package io.aiopool.fault;

import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;
import io.aiopool.RemoteTaskException;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerProtocolException;
import io.aiopool.gadget.Gadget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Children that speak the protocol wrongly, or stop in the middle of it.
 */
class ProtocolFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@ParameterizedTest
	@Tag("F55")
	@ValueSource(strings = { "garbage", "garbage-in-a-frame", "truncated-fields", "bytes-too-many" })
	void garbageKillsItsWorkerOnly(String mode) {
		verifyKilled(mode);
	}

	@ParameterizedTest
	@Tag("F56")
	@ValueSource(strings = { "negative-length", "zero-length", "oversize-length" })
	void lengthThatIsNotAllowedKillsItsWorkerOnly(String mode) {
		verifyKilled(mode);
	}

	@Test
	@Tag("F56")
	void declaredLengthAllocatesNothing() {
		ProcessPool pool = open("declared-only");
		long before = HabitFaultTests.usedHeap();
		CompletableFuture<String> future = pool.apply(() -> "never answered");
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		assertThat(HabitFaultTests.usedHeap() - before).isLessThan(4 << 20);
		assertThat(future).isNotDone();
	}

	@ParameterizedTest
	@Tag("F57")
	@ValueSource(strings = { "unknown-type", "parents-type" })
	void unknownTypeKillsItsWorkerOnly(String mode) {
		verifyKilled(mode);
	}

	@ParameterizedTest
	@Tag("F58")
	@ValueSource(strings = { "unknown-id", "unknown-lane", "other-lane", "unknown-returned" })
	void answerForATaskThatItDoesNotHaveKillsItsWorkerOnly(String mode) {
		verifyKilled(mode);
	}

	@Test
	@Tag("F58")
	void secondAnswerKillsTheWorkerAndTheFirstCounts() {
		ProcessPool pool = open("duplicate-id");
		CompletableFuture<String> answered = pool.applyAsync(() -> CompletableFuture.completedFuture("first"));
		CompletableFuture<String> neighbour = pool.applyAsync(() -> CompletableFuture.completedFuture("second"));
		FaultPools.failure(neighbour, WorkerProtocolException.class);
		assertThat(FaultPools.await(answered)).isNull();
		assertThat(pool.statistics().completed()).isEqualTo(1);
		verifyHealed(pool);
	}

	@ParameterizedTest
	@Tag("F62")
	@Tag("F63")
	@ValueSource(strings = { "gadget", "gadget-in-array", "gadget-in-list", "gadget-in-record", "lambda" })
	void gadgetOfACompromisedChildIsRefusedUninitialisedAndTheChildKilled(String mode) {
		ProcessPool pool = open(mode);
		TaskSerializationException failure = FaultPools.failure(pool.apply(() -> new Object()),
				TaskSerializationException.class);
		assertThat(failure.phase()).isEqualTo(Phase.RESULT_DECODE);
		if (!mode.equals("lambda")) {
			assertThat(failure).hasMessageContaining(Gadget.class.getName());
		}
		assertThat(System.getProperty(Gadget.TRACE)).isNull();
		FaultPools.eventually(() -> pool.statistics().workersLost() == 1);
		verifyHealed(pool);
	}

	@Test
	@Tag("F7")
	void corruptValueFailsItsTaskAndReplacesTheWorker() {
		ProcessPool pool = open("corrupt-value");
		TaskSerializationException failure = FaultPools.failure(pool.apply(() -> "corrupted"),
				TaskSerializationException.class);
		assertThat(failure.phase()).isEqualTo(Phase.RESULT_DECODE);
		// The old one serves until its successor is ready.
		FaultPools.eventually(() -> pool.apply(() -> "null").handle((value, thrown) -> thrown == null).join());
		assertThat(pool.statistics().workersStarted()).isEqualTo(2);
	}

	@Test
	@Tag("F33")
	void halfAResultIsNoResult() {
		ProcessPool pool = open("half-a-result");
		WorkerLostException lost = FaultPools.failure(pool.apply(() -> "cut off"), WorkerLostException.class);
		assertThat(lost.exit().exitCode()).hasValue(12);
		verifyHealed(pool);
	}

	@Test
	@Tag("F33")
	void halfALargeArrayIsNoResult() {
		ProcessPool pool = open("half-a-part");
		WorkerLostException lost = FaultPools.failure(pool.apply(() -> "cut off"), WorkerLostException.class);
		assertThat(lost.exit().exitCode()).hasValue(12);
		verifyHealed(pool);
	}

	@Test
	@Tag("F34")
	void wholeResultOfADeadWorkerCounts() {
		ProcessPool pool = open("whole-result");
		assertThat(FaultPools.await(pool.apply(() -> "answered with null"))).isNull();
		FaultPools.eventually(() -> pool.statistics().workersLost() == 1);
		assertThat(pool.statistics().failed()).isZero();
	}

	@Test
	@Tag("F35")
	void taskThatNoWorkerBeginsIsSentThreeTimes() {
		ProcessPool pool = open("unstarted");
		WorkerLostException lost = FaultPools.failure(pool.apply(() -> "not begun"), WorkerLostException.class);
		assertThat(lost.started()).isFalse();
		assertThat(lost).hasMessageContaining("had not begun");
		assertThat(pool.statistics().redelivered()).isEqualTo(2);
		assertThat(lost.exit().generation()).isEqualTo(3);
	}

	@Test
	@Tag("F57")
	@Tag("F68")
	void commandsOfAChildAreNotObeyed() {
		verifyKilled("commands-of-its-own");
		assertThat(System.getProperty(Gadget.TRACE)).isNull();
	}

	/** Whatever a child names is text here: nothing is looked up, loaded or called. */
	@Test
	@Tag("F68")
	void whatAChildNamesIsIgnored() {
		ProcessPool pool = open("names");
		RemoteTaskException failure = FaultPools.failure(pool.apply(() -> "refused with names"),
				RemoteTaskException.class);
		assertThat(failure.remoteType()).isEqualTo(Gadget.class.getName());
		assertThat(failure).hasMessageContaining(RogueNames.LOOKUP);
		assertThat(System.getProperty(Gadget.TRACE)).isNull();
		assertThat(pool.statistics().workersLost()).isZero();
		assertThat(pool.statistics().workersStarted()).isOne();
	}

	private static ProcessPool open(String mode) {
		return pools.open(FaultPools.small().launch(RogueWorker.launch(mode, "none")));
	}

	private static void verifyKilled(String mode) {
		ProcessPool pool = open(mode);
		WorkerProtocolException failure = FaultPools.failure(pool.apply(() -> "not answered"),
				WorkerProtocolException.class);
		assertThat(failure).hasMessageContaining("broke the protocol");
		assertThat(ProcessHandle.of(failure.exit().pid())).isEmpty();
		verifyHealed(pool);
	}

	/** The successor answers with null. */
	private static void verifyHealed(ProcessPool pool) {
		assertThat(FaultPools.await(pool.apply(() -> "answered with null"))).isNull();
	}

}
