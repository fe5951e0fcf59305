package io.aiopool.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.aiopool.WorkerExit;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.recorder.FlightRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the end of a worker says about its pool.
 */
class DeathTests {

	private static final Duration WINDOW = Duration.ofSeconds(10);

	/**
	 * How it ended, whether it was ready and whether a task had begun, and what that says
	 * of a worker that has ended no task.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "1, -, true, true, BY_TASK", "0, -, true, true, BY_TASK", "3, -, true, true, BY_TASK",
					"134, -, true, true, BY_TASK", "139, -, true, true, BY_TASK", "137, PROTOCOL, true, true, BY_TASK",
					"137, DEADLINE, true, true, BY_TASK", "137, CANCELLED, true, true, BY_TASK",
					"137, NOT_ALLOWED, true, true, BY_TASK", "1, -, true, false, BY_ITSELF",
					"139, -, true, false, BY_ITSELF", "137, PROTOCOL, true, false, BY_ITSELF",
					"-, -, true, true, BY_ITSELF", "137, -, true, true, FROM_OUTSIDE",
					"137, -, true, false, FROM_OUTSIDE", "143, -, true, true, FROM_OUTSIDE",
					"137, -, false, false, FROM_OUTSIDE", "137, HEARTBEAT, true, true, FROM_OUTSIDE",
					"1, -, false, false, BY_ITSELF", "0, -, false, false, BY_ITSELF", "139, -, false, false, BY_ITSELF",
					"137, START_TIMEOUT, false, false, BY_ITSELF", "-, -, false, false, BY_ITSELF" })
	@Tag("F32")
	@Tag("F70")
	@Tag("F74")
	void whatTheEndOfAWorkerSaysOfOthers(@Nullable Integer status, @Nullable KillReason killed, boolean ready,
			boolean begun, Death says) {
		WorkerHandle worker = new WorkerHandle(new WorkerHandle.Place(0, 1), false, 0.5,
				new WorkerStateTests.NoTimer());
		if (ready) {
			worker.becomeReady();
		}
		WorkerLoss loss = new WorkerLoss(exit(status, null), killed, false, null, record(begun));
		assertThat(Death.of(worker, loss, WINDOW)).isEqualTo(says);
		assertThat(Death.of(worker, loss, Duration.ZERO)).as("served for the window").isEqualTo(Death.AFTER_SERVICE);
		worker.count(false);
		assertThat(Death.of(worker, loss, WINDOW)).as("ended a task").isEqualTo(Death.AFTER_SERVICE);
	}

	@ParameterizedTest
	@CsvSource({ "137, false, true", "143, false, true", "129, false, true", "137, true, false", "138, true, false",
			"139, false, false", "3, false, false", "0, false, false" })
	void aSignalThatNoCrashSendsComesFromOutside(int status, boolean crashReport, boolean fromOutside) {
		WorkerLoss loss = new WorkerLoss(exit(status, crashReport ? Path.of("hs_err") : null), null, false, null, null);
		assertThat(loss.isFromOutside()).isEqualTo(fromOutside);
		assertThat(loss.isFromInside()).isEqualTo(!fromOutside);
	}

	private static WorkerExit exit(@Nullable Integer status, @Nullable Path crashReport) {
		return new WorkerExit(4711, 0, 1, status, null, List.of(), crashReport);
	}

	private static FlightRecord record(boolean begun) {
		return FlightRecords.of(new long[] { 0, begun ? 7 : 0 }, new long[2], List.of());
	}

}
