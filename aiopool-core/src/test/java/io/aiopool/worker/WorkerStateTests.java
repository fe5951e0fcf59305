package io.aiopool.worker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.aiopool.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.aiopool.WorkerState.DRAINING;
import static io.aiopool.WorkerState.LOST;
import static io.aiopool.WorkerState.READY;
import static io.aiopool.WorkerState.STARTING;
import static io.aiopool.WorkerState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The states of a worker: all pairs, and what everything that can happen to a worker does
 * in each of them.
 */
class WorkerStateTests {

	private static final Map<WorkerState, Set<WorkerState>> NEXT = Map.of(STARTING, Set.of(READY, DRAINING, LOST),
			READY, Set.of(DRAINING, LOST), DRAINING, Set.of(STOPPED, LOST), STOPPED, Set.of(), LOST, Set.of());

	private final WorkerHandle worker = new WorkerHandle(new WorkerHandle.Place(0, 1), false, 0.5, new NoTimer());

	@ParameterizedTest
	@EnumSource
	void aStateHasTheSuccessorsOfTheTableAndNoOthers(WorkerState state) {
		for (WorkerState next : WorkerState.values()) {
			assertThat(state.canBecome(next)).as("%s to %s", state, next).isEqualTo(NEXT.get(state).contains(next));
		}
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, ready, READY", "STARTING, stop, STARTING", "STARTING, leaves, LOST", "STARTING, dies, LOST",
			"STARTING, kill, STARTING", "READY, ready, READY", "READY, stop, DRAINING", "READY, leaves, LOST",
			"READY, dies, LOST", "READY, kill, READY", "DRAINING, ready, DRAINING", "DRAINING, stop, DRAINING",
			"DRAINING, leaves, STOPPED", "DRAINING, dies, LOST", "DRAINING, kill, DRAINING", "STOPPED, ready, STOPPED",
			"STOPPED, stop, STOPPED", "STOPPED, leaves, STOPPED", "STOPPED, dies, STOPPED", "STOPPED, kill, STOPPED",
			"LOST, ready, LOST", "LOST, stop, LOST", "LOST, leaves, LOST", "LOST, dies, LOST", "LOST, kill, LOST" })
	void whatHappensToAWorkerLeadsFromStateToState(WorkerState before, String event, WorkerState after) {
		bring(before);
		EVENTS.get(event).accept(this.worker);
		assertThat(this.worker.state()).isEqualTo(after);
		assertThat(before == after || before.canBecome(after)).isTrue();
	}

	@Test
	void everyEventIsInTheTableForEveryState() throws Exception {
		CsvSource table = WorkerStateTests.class
			.getDeclaredMethod("whatHappensToAWorkerLeadsFromStateToState", WorkerState.class, String.class,
					WorkerState.class)
			.getAnnotation(CsvSource.class);
		Map<WorkerState, List<String>> rows = new EnumMap<>(WorkerState.class);
		for (String row : table.value()) {
			String[] cells = row.split(", ");
			rows.computeIfAbsent(WorkerState.valueOf(cells[0]), (state) -> new ArrayList<>()).add(cells[1]);
		}
		assertThat(rows).containsOnlyKeys(WorkerState.values());
		assertThat(rows.values())
			.allSatisfy((events) -> assertThat(events).containsExactlyInAnyOrderElementsOf(EVENTS.keySet()));
	}

	@Test
	void aWorkerThatIsBeingKilledDoesNotBecomeReady() {
		this.worker.kill(KillReason.START_TIMEOUT);
		assertThat(this.worker.becomeReady()).isFalse();
		assertThat(this.worker.state()).isEqualTo(STARTING);
	}

	@Test
	void anEndTellsTheStateBeforeItOnce() {
		bring(DRAINING);
		assertThat(this.worker.end(true)).isEqualTo(DRAINING);
		assertThat(this.worker.end(true)).isEqualTo(STOPPED);
	}

	@Test
	void aWorkerThatWasNeverReadyHasNotServed() {
		assertThat(this.worker.served()).isZero();
		bring(READY);
		assertThat(this.worker.served()).isPositive();
	}

	private static final Map<String, Consumer<WorkerHandle>> EVENTS = Map.of("ready", WorkerHandle::becomeReady, "stop",
			WorkerHandle::stop, "leaves", (worker) -> worker.end(true), "dies", (worker) -> worker.end(false), "kill",
			(worker) -> worker.kill(KillReason.REQUESTED));

	private void bring(WorkerState state) {
		List<String> way = switch (state) {
			case STARTING -> List.of();
			case READY -> List.of("ready");
			case DRAINING -> List.of("ready", "stop");
			case STOPPED -> List.of("ready", "stop", "leaves");
			case LOST -> List.of("dies");
		};
		way.forEach((event) -> EVENTS.get(event).accept(this.worker));
		assertThat(this.worker.state()).isEqualTo(state);
	}

	/** Time goes on with every look. */
	static final class NoTimer implements PoolTimer {

		private long now;

		@Override
		public long now() {
			return ++this.now;
		}

		@Override
		public boolean later(long nanos, Runnable step) {
			return true;
		}

		@Override
		public void every(long nanos, Runnable step) {
		}

	}

}
