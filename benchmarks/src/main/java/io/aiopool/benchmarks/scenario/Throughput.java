package io.aiopool.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.peer.Work;

/** How much goes through when much is to be done. */
final class Throughput extends PeerScenario {

	private static final int TASKS = 20_000;

	private static final int ELEMENTS = 200_000;

	Throughput() {
		super("throughput",
				"20,000 calls of nothing, 5,000 at a time, and a map over small numbers in chunks, two workers");
	}

	@Override
	Map<String, Work> work(Bench bench) {
		Map<String, Work> work = new LinkedHashMap<>();
		work.put("", new Work(Work.Kind.FLOOD, TASKS, 0));
		work.put("map", new Work(Work.Kind.MAP, bench.quick() ? ELEMENTS / 4 : ELEMENTS, 0));
		return work;
	}

	@Override
	public Duration warmUpTime(Bench bench) {
		return Duration.ofSeconds(bench.quick() ? 3 : 12);
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 2 : 11;
	}

}
