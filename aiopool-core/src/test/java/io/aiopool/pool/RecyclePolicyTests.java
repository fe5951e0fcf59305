package io.aiopool.pool;

import java.time.Duration;

import io.aiopool.RecycleSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecyclePolicyTests {

	private static final long START = Duration.ofMillis(200).toNanos();

	@Test
	void withoutJitterLimitsAreExact() {
		RecyclePolicy policy = new RecyclePolicy(100, new RecycleSettings(Duration.ofSeconds(60), 0, 0));
		assertThat(policy.quota(0)).isEqualTo(policy.quota(1)).isEqualTo(100);
		assertThat(policy.oldest(0)).isEqualTo(policy.oldest(0.9)).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void jitterTakesAwayAndNeverAdds() {
		RecyclePolicy policy = new RecyclePolicy(100, new RecycleSettings(Duration.ofSeconds(60), 0, 0.5));
		assertThat(policy.quota(0)).isEqualTo(100);
		assertThat(policy.quota(0.5)).isEqualTo(75);
		assertThat(policy.quota(1)).isEqualTo(50);
		assertThat(policy.oldest(1)).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void fullJitterLeavesOneTask() {
		assertThat(new RecyclePolicy(3, new RecycleSettings(null, 0, 1)).quota(1)).isOne();
	}

	@Test
	void withoutLimitsThereAreNone() {
		RecyclePolicy policy = new RecyclePolicy(0, RecycleSettings.DEFAULTS);
		assertThat(policy.quota(1)).isZero();
		assertThat(policy.oldest(1)).isNull();
	}

	@Test
	void theSuccessorOfABusyWorkerIsStartedInTime() {
		long perTask = Duration.ofMillis(1).toNanos();
		assertThat(RecyclePolicy.isNearlyUsedUp(500, 1000, 500 * perTask, START)).isFalse();
		assertThat(RecyclePolicy.isNearlyUsedUp(599, 1000, 599 * perTask, START)).isFalse();
		assertThat(RecyclePolicy.isNearlyUsedUp(600, 1000, 600 * perTask, START)).isTrue();
	}

	@Test
	void theSuccessorOfAnIdleWorkerIsNotStartedYet() {
		assertThat(RecyclePolicy.isNearlyUsedUp(0, 1, START, START)).isFalse();
		assertThat(RecyclePolicy.isNearlyUsedUp(99, 100, Duration.ofHours(1).toNanos(), START)).isFalse();
		assertThat(RecyclePolicy.isNearlyUsedUp(100, 0, 1, START)).isFalse();
	}

	@Test
	void valuesThatCannotWorkAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RecycleSettings(Duration.ZERO, 0, 0))
			.withMessage("recycle.max-age must be a duration of more than zero, but was PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> new RecycleSettings(null, 1000, 0))
			.withMessage("recycle.max-memory must be at least 1048576, but was 1000");
		for (double jitter : new double[] { -0.1, 1.1, Double.NaN }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new RecycleSettings(null, 0, jitter))
				.withMessage("recycle.jitter must be between 0 and 1, but was " + jitter);
		}
	}

}
