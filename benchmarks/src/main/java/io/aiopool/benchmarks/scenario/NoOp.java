package io.aiopool.benchmarks.scenario;

import java.time.Duration;
import java.util.Map;

import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.peer.Work;

/** What one call costs, while nothing else goes on. */
final class NoOp extends PeerScenario {

	NoOp() {
		super("no-op", "A call of nothing, one at a time, two workers");
	}

	@Override
	Map<String, Work> work(Bench bench) {
		return Map.of("", new Work(Work.Kind.NO_OP, bench.quick() ? 500 : 1_000, 0));
	}

	@Override
	public Duration warmUpTime(Bench bench) {
		return Duration.ofSeconds(bench.quick() ? 1 : 10);
	}

	@Override
	public Duration leadIn(Bench bench) {
		return Duration.ofMillis(bench.quick() ? 500 : 1_000);
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

}
