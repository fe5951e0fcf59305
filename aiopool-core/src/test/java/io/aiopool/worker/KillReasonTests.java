package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.WorkerState;
import io.aiopool.wire.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which of several reasons for the end of a worker is told.
 */
class KillReasonTests {

	/** From what says least to what says most. */
	private static final List<KillReason> RANKING = List.of(KillReason.CONNECTION_LOST, KillReason.STOP_TIMEOUT,
			KillReason.NOT_NEEDED, KillReason.POOL_CLOSED, KillReason.REQUESTED, KillReason.START_TIMEOUT,
			KillReason.HEARTBEAT, KillReason.CANCELLED, KillReason.DEADLINE, KillReason.NOT_ALLOWED,
			KillReason.PROTOCOL);

	@Test
	void theMoreSpecificReasonWinsInWhateverOrderTheyCome() {
		assertThat(RANKING).containsExactly(KillReason.values());
		for (KillReason less : RANKING) {
			for (KillReason more : RANKING.subList(RANKING.indexOf(less), RANKING.size())) {
				assertThat(killed(less, more)).as("%s, then %s", less, more).isEqualTo(more);
				assertThat(killed(more, less)).as("%s, then %s", more, less).isEqualTo(more);
			}
		}
	}

	@Test
	void everyReasonSaysSomethingElse() {
		assertThat(RANKING).extracting(KillReason::text).doesNotHaveDuplicates().allMatch((text) -> !text.isBlank());
	}

	private static KillReason killed(KillReason first, KillReason second) {
		WorkerHandle worker = worker();
		worker.kill(first);
		worker.kill(second);
		return worker.killReason();
	}

	/**
	 * Exit status, reason of a kill, breach of the protocol and evidence of a lack of
	 * memory, and what is made of them.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "3, -, false, false, false, -", "3, -, false, true, true, out of memory",
			"3, DEADLINE, false, true, false, killed by the pool: a task ignored the interrupt",
			"3, -, true, true, false, broke the protocol: garbage", "137, -, false, false, false, -",
			"137, HEARTBEAT, false, false, false, killed by the pool: it showed no sign of life",
			"137, DEADLINE, true, false, false, broke the protocol: garbage", "0, -, false, false, false, -",
			"1, -, false, false, false, -", "-, DEADLINE, false, false, false, killed by the pool: a task ignored",
			"-, -, true, false, false, broke the protocol: garbage" })
	void whatAWorkerDiedOfIsToldOnce(@Nullable Integer status, @Nullable KillReason killed, boolean protocol,
			boolean saidOutOfMemory, boolean outOfMemory, @Nullable String cause) {
		WorkerHandle worker = worker();
		Story heard = new Story();
		LifeStory story = new LifeStory(worker, heard, heard);
		worker.becomeReady();
		if (killed != null) {
			worker.kill(killed);
		}
		if (protocol) {
			story.failed(new ProtocolException("garbage"));
		}
		story.silent();
		story.ended(new LifeStory.Remains(status, null, List.of(), null, saidOutOfMemory));
		WorkerLoss loss = heard.losses.get(0);
		assertThat(heard.losses).hasSize(1);
		assertThat(loss.outOfMemory()).isEqualTo(outOfMemory);
		if (cause == null) {
			assertThat(loss.exit().cause()).isNull();
		}
		else {
			assertThat(loss.exit().cause()).startsWith(cause);
		}
		assertThat(loss.protocolError()).isEqualTo(protocol ? "garbage" : null);
	}

	private static WorkerHandle worker() {
		return new WorkerHandle(new WorkerHandle.Place(0, 1), false, 0.5, new WorkerStateTests.NoTimer());
	}

	/** Whoever listens to the life of a worker. */
	private static final class Story extends DeafListener implements LifeStory.Ending {

		private final List<WorkerLoss> losses = new ArrayList<>();

		@Override
		public void ended(WorkerHandle worker, WorkerLoss loss) {
			this.losses.add(loss);
		}

		@Override
		public void silent(WorkerHandle worker) {
		}

		@Override
		public void ended(WorkerHandle worker, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure) {
		}

	}

}
