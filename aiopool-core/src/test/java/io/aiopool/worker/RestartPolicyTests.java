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
		assertThat(this.policy.died(false, 0)).isZero();
		assertThat(this.policy.died(false, 1)).hasMillis(100);
		assertThat(this.policy.died(false, 2)).hasMillis(200);
		assertThat(this.policy.died(false, 3)).hasMillis(350);
		assertThat(this.policy.died(false, 4)).hasMillis(350);
	}

	@Test
	void workersThatCompletedTasksAreReplacedAtOnceAndDoNotCount() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.policy.died(true, i)).isZero();
		}
		assertThat(this.policy.isExhausted(100)).isFalse();
	}

	@Test
	void tooManyDeathsInARowExhaustIt() {
		for (int i = 0; i < 4; i++) {
			this.policy.died(false, i * 100 * SECOND);
		}
		assertThat(this.policy.isExhausted(300 * SECOND)).isFalse();
		this.policy.died(false, 400 * SECOND);
		assertThat(this.policy.isExhausted(400 * SECOND)).isTrue();
		assertThat(this.policy.isExhausted(4000 * SECOND)).as("until a worker has lived").isTrue();
		this.policy.died(true, 4000 * SECOND);
		assertThat(this.policy.isExhausted(4000 * SECOND)).isFalse();
	}

	@Test
	void tooManyDeathsWithinTheWindowExhaustItForAsLong() {
		for (int i = 0; i < 5; i++) {
			this.policy.died(true, i);
			this.policy.died(false, i);
		}
		assertThat(this.policy.isExhausted(SECOND)).isTrue();
		this.policy.died(true, SECOND);
		assertThat(this.policy.isExhausted(11 * SECOND)).isFalse();
	}

}
