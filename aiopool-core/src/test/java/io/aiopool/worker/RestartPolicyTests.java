package io.aiopool.worker;

import java.time.Duration;

import io.aiopool.RestartSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTests {

	private static final long SECOND = 1_000_000_000;

	private final RestartPolicy policy = new RestartPolicy(
			new RestartSettings(Duration.ofMillis(100), Duration.ofMillis(350), 5, Duration.ofSeconds(10)));

	@Test
	void theFirstRestartIsImmediateAndTheNextWaitLonger() {
		assertThat(this.policy.died(Death.BY_ITSELF, 0)).isZero();
		assertThat(this.policy.died(Death.BY_ITSELF, 1)).hasMillis(100);
		assertThat(this.policy.died(Death.BY_ITSELF, 2)).hasMillis(200);
		assertThat(this.policy.died(Death.BY_ITSELF, 3)).hasMillis(350);
		assertThat(this.policy.died(Death.BY_ITSELF, 4)).hasMillis(350);
	}

	@Test
	void workersThatHadDoneGoodAreReplacedAtOnceAndDoNotCount() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.policy.died(Death.AFTER_SERVICE, i)).isZero();
		}
		assertThat(this.policy.isExhausted(100)).isFalse();
	}

	@Test
	void tooManyDeathsInARowExhaustIt() {
		for (int i = 0; i < 4; i++) {
			this.policy.died(Death.BY_ITSELF, i * 100 * SECOND);
		}
		assertThat(this.policy.isExhausted(300 * SECOND)).isFalse();
		this.policy.died(Death.BY_ITSELF, 400 * SECOND);
		assertThat(this.policy.isExhausted(400 * SECOND)).isTrue();
		assertThat(this.policy.isExhausted(4000 * SECOND)).as("until a worker has lived").isTrue();
		this.policy.died(Death.AFTER_SERVICE, 4000 * SECOND);
		assertThat(this.policy.isExhausted(4000 * SECOND)).isFalse();
	}

	@Test
	void tooManyDeathsWithinTheWindowExhaustItForAsLong() {
		for (int i = 0; i < 5; i++) {
			this.policy.died(Death.AFTER_SERVICE, i);
			this.policy.died(Death.BY_ITSELF, i);
		}
		assertThat(this.policy.isExhausted(SECOND)).isTrue();
		this.policy.died(Death.AFTER_SERVICE, SECOND);
		assertThat(this.policy.isExhausted(11 * SECOND)).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "BY_TASK", "FROM_OUTSIDE" })
	@Tag("F70")
	@Tag("F74")
	void violentDeathsNeverExhaustItAndAreReplacedSoon(Death death) {
		RestartPolicy policy = new RestartPolicy(RestartSettings.DEFAULTS);
		int intensity = RestartSettings.DEFAULTS.intensity();
		for (int i = 0; i < 100; i++) {
			Duration wait = policy.died(death, i);
			assertThat(wait).isLessThanOrEqualTo(RestartPolicy.SHORT);
			assertThat(wait.isZero()).as("death %s", i).isEqualTo(i < intensity);
			assertThat(policy.isExhausted(i)).isFalse();
		}
		policy.died(Death.AFTER_SERVICE, 100);
		assertThat(policy.died(death, 101)).as("the first of a new row").isZero();
	}

	@Test
	@Tag("F74")
	void killsFromOutsideDoNotHideThatWorkersDoNotStayAlive() {
		for (int i = 0; i < 5; i++) {
			this.policy.died(Death.FROM_OUTSIDE, i * 100 * SECOND);
			this.policy.died(Death.BY_ITSELF, i * 100 * SECOND);
		}
		assertThat(this.policy.isExhausted(400 * SECOND)).isTrue();
	}

	@Test
	@Tag("F70")
	void aWorkerThatTookATaskEndsTheRow() {
		for (int i = 0; i < 4; i++) {
			this.policy.died(Death.BY_ITSELF, i * 100 * SECOND);
		}
		this.policy.died(Death.BY_TASK, 400 * SECOND);
		assertThat(this.policy.died(Death.BY_ITSELF, 500 * SECOND)).isZero();
		assertThat(this.policy.isExhausted(500 * SECOND)).isFalse();
	}

}
