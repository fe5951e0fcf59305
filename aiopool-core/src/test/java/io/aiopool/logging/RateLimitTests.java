package io.aiopool.logging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	private int passed(RateLimit limit, int asked) {
		int passed = 0;
		for (int i = 0; i < asked; i++) {
			passed += limit.tryAcquire() ? 1 : 0;
		}
		return passed;
	}

	@Test
	void aSecondsWorthPassesAtOnceAndThenNothing() {
		RateLimit limit = new RateLimit(10, 10, this.clock::get);
		assertThat(passed(limit, 100)).isEqualTo(10);
		this.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
		assertThat(passed(limit, 100)).isZero();
		this.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
		assertThat(passed(limit, 100)).isEqualTo(1);
	}

	@Test
	void whatIsAskedInVainCostsNothing() {
		RateLimit limit = new RateLimit(1000, 1000, this.clock::get);
		passed(limit, 1000);
		int passed = 0;
		for (int micros = 0; micros < 1_000_000; micros += 10) {
			this.clock.addAndGet(TimeUnit.MICROSECONDS.toNanos(10));
			passed += passed(limit, 1);
		}
		assertThat(passed).isBetween(999, 1000);
	}

	@Test
	void aLongRestIsWorthASecond() {
		RateLimit limit = new RateLimit(10, 10, this.clock::get);
		passed(limit, 100);
		this.clock.addAndGet(TimeUnit.HOURS.toNanos(1));
		assertThat(passed(limit, 100)).isEqualTo(10);
	}

	@Test
	void moreThanASecondsWorthMayPassAtOnce() {
		RateLimit limit = new RateLimit(10, 25, this.clock::get);
		for (int i = 0; i < 25; i++) {
			assertThat(limit.tryAcquire()).isTrue();
		}
		assertThat(limit.tryAcquire()).isFalse();
	}

}
