package io.aiopool.pool;

import java.time.Duration;
import java.util.Set;

import io.aiopool.pool.MemoryLimit.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryLimitTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MemoryLimit<String> limit = new MemoryLimit<>(100);

	@Test
	void eachWorkerIsJudgedByItsOwnBaseline() {
		assertThat(this.limit.measured("small", 50, 0)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.measured("large", 500, 0)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.measured("small", 151, SECOND)).isEqualTo(Verdict.SUSPECT);
		assertThat(this.limit.measured("large", 600, SECOND)).isEqualTo(Verdict.FINE);
	}

	@Test
	void whatIsLeftAfterACollectionDecides() {
		this.limit.measured("worker", 50, 0);
		assertThat(this.limit.measured("worker", 151, SECOND)).isEqualTo(Verdict.SUSPECT);
		assertThat(this.limit.collected("worker", 150, true)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.collected("worker", 151, true)).isEqualTo(Verdict.OVER);
	}

	@Test
	void aCollectionInVainIsNotRepeatedSoon() {
		this.limit.measured("worker", 50, 0);
		assertThat(this.limit.measured("worker", 200, SECOND)).isEqualTo(Verdict.SUSPECT);
		assertThat(this.limit.measured("worker", 200, 2 * SECOND)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.measured("worker", 200, 30 * SECOND)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.measured("worker", 200, 31 * SECOND)).isEqualTo(Verdict.SUSPECT);
	}

	@Test
	void aFreshWorkerThatIsOverEndsTheLimit() {
		this.limit.measured("worker", 50, 0);
		this.limit.measured("worker", 200, SECOND);
		assertThat(this.limit.collected("worker", 200, false)).isEqualTo(Verdict.POINTLESS);
		assertThat(this.limit.isOn()).isFalse();
		assertThat(this.limit.collected("worker", 200, false)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.measured("worker", 900, 100 * SECOND)).isEqualTo(Verdict.FINE);
	}

	@Test
	void unknownMemoryIsNoBaseline() {
		assertThat(this.limit.measured("worker", -1, 0)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.measured("worker", 500, SECOND)).isEqualTo(Verdict.FINE);
		assertThat(this.limit.baseline("worker")).isEqualTo(500);
	}

	@Test
	void workersThatAreGoneAreForgotten() {
		this.limit.measured("worker", 50, 0);
		this.limit.retain(Set.of());
		assertThat(this.limit.baseline("worker")).isZero();
	}

	@Test
	void withoutLimitNothingIsKept() {
		MemoryLimit<String> none = new MemoryLimit<>(0);
		assertThat(none.isOn()).isFalse();
		assertThat(none.measured("worker", 50, 0)).isEqualTo(Verdict.FINE);
		assertThat(none.baseline("worker")).isZero();
	}

}
