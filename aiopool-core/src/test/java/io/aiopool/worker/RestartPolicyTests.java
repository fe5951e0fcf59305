package io.aiopool.worker;

import java.time.Duration;

import io.aiopool.RestartSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTests {

	private static final long SECOND = 1_000_000_000;

	private final RestartPolicy policy = new RestartPolicy(
			new RestartSettings(Duration.ofMillis(100), Duration.ofMillis(350), 5, Duration.ofSeconds(10)));

	@Test
	void theFirstRestartIsImmediateAndTheNextWaitLonger() {
		assertThat(this.policy.died(false, Duration.ZERO, 0)).isZero();
		assertThat(this.policy.died(false, Duration.ZERO, 1)).hasMillis(100);
		assertThat(this.policy.died(false, Duration.ZERO, 2)).hasMillis(200);
		assertThat(this.policy.died(false, Duration.ZERO, 3)).hasMillis(350);
		assertThat(this.policy.died(false, Duration.ZERO, 4)).hasMillis(350);
	}

	@Test
	void workersThatCompletedTasksAreReplacedAtOnceAndDoNotCount() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.policy.died(true, Duration.ZERO, i)).isZero();
		}
		assertThat(this.policy.isExhausted(100)).isFalse();
	}

	@Test
	void tooManyDeathsInARowExhaustIt() {
		for (int i = 0; i < 4; i++) {
			this.policy.died(false, Duration.ZERO, i * 100 * SECOND);
		}
		assertThat(this.policy.isExhausted(300 * SECOND)).isFalse();
		this.policy.died(false, Duration.ZERO, 400 * SECOND);
		assertThat(this.policy.isExhausted(400 * SECOND)).isTrue();
		assertThat(this.policy.isExhausted(4000 * SECOND)).as("until a worker has lived").isTrue();
		this.policy.died(true, Duration.ZERO, 4000 * SECOND);
		assertThat(this.policy.isExhausted(4000 * SECOND)).isFalse();
	}

	@Test
	void aWorkerThatWasReadyForTheWindowEndsTheRowThoughItHadNoTask() {
		for (int i = 0; i < 4; i++) {
			this.policy.died(false, Duration.ofSeconds(9), i * 100 * SECOND);
		}
		assertThat(this.policy.died(false, Duration.ofSeconds(10), 400 * SECOND)).isZero();
		assertThat(this.policy.isExhausted(400 * SECOND)).isFalse();
		assertThat(this.policy.died(false, Duration.ofSeconds(1), 500 * SECOND)).as("the first of a new row").isZero();
		assertThat(this.policy.died(false, Duration.ofSeconds(1), 600 * SECOND)).hasMillis(100);
		assertThat(this.policy.isExhausted(600 * SECOND)).isFalse();
	}

	@Test
	void tooManyDeathsWithinTheWindowExhaustItForAsLong() {
		for (int i = 0; i < 5; i++) {
			this.policy.died(true, Duration.ZERO, i);
			this.policy.died(false, Duration.ZERO, i);
		}
		assertThat(this.policy.isExhausted(SECOND)).isTrue();
		this.policy.died(true, Duration.ZERO, SECOND);
		assertThat(this.policy.isExhausted(11 * SECOND)).isFalse();
	}

}
