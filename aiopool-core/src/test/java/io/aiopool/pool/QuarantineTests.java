package io.aiopool.pool;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.aiopool.QuarantineSettings;
import io.aiopool.QuarantinedTask;
import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QuarantineTests {

	private static final MethodEntry KIND = new MethodEntry();

	private static final Instant TODAY = Instant.parse("2026-01-01T00:00:00Z");

	private long now = Long.MAX_VALUE - 5;

	private final Quarantine quarantine = with(3);

	private Quarantine with(int deaths) {
		return new Quarantine(new QuarantineSettings(deaths, Duration.ofSeconds(60)), () -> this.now,
				Clock.fixed(TODAY, ZoneOffset.UTC));
	}

	@Test
	void theThirdDeathInARowCounts() {
		this.quarantine.killed("render", "a");
		this.quarantine.killed("render", "a");
		assertThat(this.quarantine.find("a")).isNull();
		this.quarantine.killed("render", "a");
		assertThat(this.quarantine.find("a")).isEqualTo(new QuarantinedTask("render", "a", 3, TODAY));
		assertThat(this.quarantine.find("b")).isNull();
		assertThat(this.quarantine.isAlert()).isTrue();
	}

	@Test
	void killsFromOutsideCountWhereTheyHitNothingElse() {
		killFromOutside("a", 2);
		assertThat(this.quarantine.find("a")).isNull();
		killFromOutside("a", 1);
		assertThat(this.quarantine.find("a")).isNotNull();
	}

	@Test
	@Tag("F74")
	void killsFromOutsideProveNothingWhereIdleWorkersAreKilledToo() {
		killFromOutside("a", 2);
		this.quarantine.killedAtRandom(null);
		killFromOutside("a", 5);
		assertThat(this.quarantine.find("a")).isNull();
		this.quarantine.killed("render", "b");
		assertThat(this.quarantine.isSuspect("b")).as("its own doing").isTrue();
		pass(61);
		killFromOutside("a", 3);
		assertThat(this.quarantine.find("a")).as("long after").isNotNull();
	}

	@Test
	@Tag("F74")
	void killsFromOutsideProveNothingWhereOthersAreKilledToo() {
		killFromOutside("a", 2);
		killFromOutside("b", 1);
		killFromOutside("a", 1);
		killFromOutside("b", 2);
		assertThat(this.quarantine.list()).isEmpty();
	}

	private void killFromOutside(String fingerprint, int times) {
		for (int i = 0; i < times; i++) {
			this.quarantine.killedAtRandom(fingerprint);
			this.quarantine.killedFromOutside("render", fingerprint);
		}
	}

	@Test
	void deathsThatLieFarApartDoNotCount() {
		this.quarantine.killed("render", "a");
		pass(40);
		this.quarantine.killed("render", "a");
		pass(40);
		this.quarantine.killed("render", "a");
		assertThat(this.quarantine.find("a")).isNull();
		pass(10);
		this.quarantine.killed("render", "a");
		assertThat(this.quarantine.find("a")).isNotNull();
	}

	@Test
	void aRunWithoutHarmAcquits() {
		this.quarantine.killed("render", "a");
		this.quarantine.killed("render", "a");
		this.quarantine.acquit("a");
		assertThat(this.quarantine.isAlert()).isFalse();
		this.quarantine.killed("render", "a");
		assertThat(this.quarantine.find("a")).isNull();
	}

	@Test
	void suspectsRunAloneUntilTheirWindowIsOver() {
		this.quarantine.suspected("a");
		assertThat(this.quarantine.isSuspect("a")).isTrue();
		pass(59);
		assertThat(this.quarantine.isSuspect("a")).isTrue();
		pass(2);
		assertThat(this.quarantine.isSuspect("a")).isFalse();
		assertThat(this.quarantine.isAlert()).isFalse();
	}

	@Test
	void beingThereIsNoGuilt() {
		for (int i = 0; i < 10; i++) {
			this.quarantine.suspected("a");
		}
		assertThat(this.quarantine.list()).isEmpty();
	}

	@Test
	void whatIsReleasedStartsAnew() {
		for (int i = 0; i < 3; i++) {
			this.quarantine.killed("render", "a");
			this.quarantine.killed("render", "b");
		}
		assertThat(this.quarantine.list()).extracting(QuarantinedTask::fingerprint).containsExactly("a", "b");
		assertThat(this.quarantine.release("a")).isTrue();
		assertThat(this.quarantine.release("a")).isFalse();
		this.quarantine.killed("render", "a");
		assertThat(this.quarantine.find("a")).isNull();
		assertThat(this.quarantine.releaseAll()).isOne();
		assertThat(this.quarantine.list()).isEmpty();
	}

	@Test
	void suspectsAreBounded() {
		for (int i = 0; i < 5000; i++) {
			this.quarantine.suspected("task " + i);
		}
		assertThat(this.quarantine.isSuspect("task 0")).isFalse();
		assertThat(this.quarantine.isSuspect("task 4999")).isTrue();
	}

	@Test
	void theOneThatWasNotSubmittedForTheLongestTimeIsReleasedWhenThereAreTooMany() {
		for (int i = 0; i < Quarantine.MOST_QUARANTINED; i++) {
			killThrice("task " + i);
		}
		assertThat(this.quarantine.find("task 0")).as("submitted again").isNotNull();
		killThrice("one more");
		assertThat(this.quarantine.list()).hasSize(Quarantine.MOST_QUARANTINED);
		assertThat(this.quarantine.find("task 0")).isNotNull();
		assertThat(this.quarantine.find("one more")).isNotNull();
		assertThat(this.quarantine.find("task 1")).isNull();
		this.quarantine.killed("render", "task 1");
		assertThat(this.quarantine.find("task 1")).as("has to kill as often as any other").isNull();
	}

	private void killThrice(String fingerprint) {
		for (int i = 0; i < 3; i++) {
			this.quarantine.killed("render", fingerprint);
		}
	}

	@Test
	void noDeathsMeansNoQuarantine() {
		Quarantine off = with(0);
		off.killed("render", "a");
		off.suspected("b");
		assertThat(off.isAlert()).isFalse();
	}

	@Test
	void aFingerprintDependsOnNameBodyAndArgumentsOnly() {
		Payload arguments = Payload.of(ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
		String fingerprint = Fingerprint.of("render", KIND, arguments);
		assertThat(fingerprint).hasSize(24).isEqualTo(Fingerprint.of("render", KIND, arguments));
		assertThat(Fingerprint.of("renders", KIND, arguments)).isNotEqualTo(fingerprint);
		assertThat(Fingerprint.of("render", KIND, Payload.of(ByteBuffer.wrap(new byte[] { 1, 2 }))))
			.isNotEqualTo(fingerprint);
	}

	@Test
	void valuesThatCannotWorkAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new QuarantineSettings(-1, Duration.ofSeconds(1)))
			.withMessage("quarantine.deaths must be between 0 and 1000, but was -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new QuarantineSettings(3, Duration.ZERO))
			.withMessage("quarantine.window must be a duration of more than zero, but was PT0S");
	}

	private void pass(long seconds) {
		this.now += Duration.ofSeconds(seconds).toNanos();
	}

}
