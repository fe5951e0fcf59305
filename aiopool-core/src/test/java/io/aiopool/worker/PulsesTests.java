package io.aiopool.worker;

import java.time.Duration;
import java.util.List;

import io.aiopool.HeartbeatSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PulsesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Pulses<String> pulses = new Pulses<>(Duration.ofSeconds(30), Duration.ofSeconds(10));

	private long now = Long.MAX_VALUE - 7;

	@Test
	void whoeverBeatsLives() {
		for (int beat = 0; beat < 20; beat++) {
			assertThat(isAliveAfter(10, beat)).isTrue();
		}
	}

	@Test
	void theSilentGetTheTimeoutAndOneRoundMore() {
		assertThat(isAliveAfter(10, 1)).isTrue();
		assertThat(isAliveAfter(10, 1)).isTrue();
		assertThat(isAliveAfter(10, 1)).isTrue();
		assertThat(isAliveAfter(10, 1)).as("grace").isTrue();
		assertThat(isAliveAfter(10, 1)).isFalse();
	}

	@Test
	void aBeatInTheLastRoundSaves() {
		for (int round = 0; round < 4; round++) {
			assertThat(isAliveAfter(10, 1)).isTrue();
		}
		assertThat(isAliveAfter(10, 2)).isTrue();
		for (int round = 0; round < 3; round++) {
			assertThat(isAliveAfter(10, 2)).isTrue();
		}
		assertThat(isAliveAfter(10, 2)).isFalse();
	}

	@Test
	@Tag("F51")
	@Tag("F53")
	void nobodyIsJudgedAfterASuspendOfThisProcess() {
		isAliveAfter(10, 1);
		isAliveAfter(10, 1);
		assertThat(isAliveAfter(3600, 1)).isTrue();
		for (int round = 0; round < 3; round++) {
			assertThat(isAliveAfter(10, 1)).isTrue();
		}
		assertThat(isAliveAfter(10, 1)).isFalse();
	}

	@Test
	void roundsThatAllComeLateJudgeNobody() {
		for (int round = 0; round < 50; round++) {
			assertThat(isAliveAfter(25, 1)).isTrue();
		}
	}

	@Test
	void workersThatAreGoneAreForgotten() {
		isAliveAfter(10, 1);
		for (int round = 0; round < 10; round++) {
			this.now += 10 * SECOND;
			this.pulses.begin(List.of(), this.now);
		}
		assertThat(isAliveAfter(10, 1)).isTrue();
	}

	@Test
	void valuesThatCannotWorkAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HeartbeatSettings(Duration.ofMillis(1), Duration.ofSeconds(1)))
			.withMessage("heartbeat.interval must be zero or at least PT0.01S, but was PT0.001S");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(2)))
			.withMessage("heartbeat.timeout must be at least 3 times heartbeat.interval, which is PT1S, but was PT2S");
		assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatSettings(Duration.ZERO, Duration.ZERO))
			.withMessage("heartbeat.timeout must be a duration of more than zero, but was PT0S");
	}

	@Test
	void thereAreAsManyHeartbeatsAsTheTimeoutNeeds() {
		assertThat(HeartbeatSettings.within(Duration.ofSeconds(3)).interval()).isEqualTo(Duration.ofSeconds(1));
		assertThat(HeartbeatSettings.within(Duration.ofMinutes(5)).interval())
			.isEqualTo(HeartbeatSettings.DEFAULTS.interval());
	}

	private boolean isAliveAfter(long seconds, long beat) {
		this.now += seconds * SECOND;
		this.pulses.begin(List.of("worker"), this.now);
		return this.pulses.isAlive("worker", beat, this.now);
	}

}
