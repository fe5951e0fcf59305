package io.aiopool.pool;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.aiopool.LossCause;
import io.aiopool.WorkerExit;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerLoss;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LossLogTests {

	private final LossLog log = new LossLog(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

	@Test
	void latestComesFirstAndTheOldestAreForgotten() {
		for (int i = 1; i <= 40; i++) {
			this.log.ended(LossCause.UNKNOWN, loss(i, 137, null), List.of("task " + i));
		}
		assertThat(this.log.list()).hasSize(32);
		assertThat(this.log.list().get(0).exit().generation()).isEqualTo(40);
		assertThat(this.log.list().get(31).tasks()).containsExactly("task 9");
		assertThat(this.log.list().get(0).at()).isEqualTo(Instant.EPOCH);
	}

	@Test
	void workerThatLeftAsToldIsNotLost() {
		this.log.ended(LossCause.UNKNOWN, loss(1, 0, null), List.of());
		this.log.ended(LossCause.UNKNOWN, loss(2, 137, KillReason.POOL_CLOSED), List.of("running"));
		assertThat(this.log.list()).isEmpty();
	}

	@Test
	void workerThatLeftWithItsTasksIs() {
		this.log.ended(LossCause.UNKNOWN, loss(1, 0, null), List.of("exit 0"));
		assertThat(this.log.list()).hasSize(1);
	}

	private static WorkerLoss loss(int generation, int status, @Nullable KillReason killed) {
		return new WorkerLoss(new WorkerExit(4711, 0, generation, status, null, List.of(), null), killed, false, null,
				null);
	}

}
