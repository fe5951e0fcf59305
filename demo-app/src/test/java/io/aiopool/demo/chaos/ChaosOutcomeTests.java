package io.aiopool.demo.chaos;

import java.nio.file.Path;
import java.util.List;

import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerLostException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChaosOutcomeTests {

	@Test
	void showsTheStacksOfAWorkerThatWasLate() {
		ChaosOutcome outcome = ChaosOutcome.of(ChaosKind.LOOP, new TaskTimeoutException("late", "at Chaos.loop"),
				3_010);
		assertThat(outcome)
			.isEqualTo(new ChaosOutcome(ChaosKind.LOOP, "TaskTimeoutException", "late", "at Chaos.loop", 3_010));
	}

	@Test
	void showsWhatAWorkerLeftThatDied() {
		WorkerExit exit = new WorkerExit(7, 0, 1, 139, null, List.of("last words"), Path.of("hs_err_pid7.log"));
		ChaosOutcome outcome = ChaosOutcome.of(ChaosKind.SEGFAULT, new WorkerLostException("lost", exit, true), 20);
		assertThat(outcome.evidence()).isEqualTo("last words\nfatal error log: hs_err_pid7.log");
	}

	@Test
	void showsNoEvidenceWhereThereIsNone() {
		WorkerExit exit = new WorkerExit(7, 0, 1, 1, null, List.of(), null);
		assertThat(ChaosOutcome.of(ChaosKind.EXIT, new WorkerLostException("lost", exit, true), 20).evidence())
			.isNull();
		assertThat(ChaosOutcome.of(ChaosKind.EXIT, "survived", 20).evidence()).isNull();
	}

}
