package io.aiopool.benchmarks.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.peer.Peer;
import io.aiopool.benchmarks.peer.Peers;
import io.aiopool.benchmarks.peer.Work;

/**
 * The same with everything on one core, where a change of threads needs no signal to
 * another one. Run in a JVM of its own, see {@code Benchmarks}.
 */
final class NoOpPinned extends PeerScenario {

	NoOpPinned() {
		super("no-op-pinned", "A call of nothing, one at a time, everything on one core");
	}

	@Override
	List<Peer> peers(Bench bench) {
		return Peers.ofTheJvm(bench);
	}

	@Override
	Map<String, Work> work(Bench bench) {
		return Map.of("", new Work(Work.Kind.NO_OP, bench.quick() ? 5_000 : 10_000, 0));
	}

	/** The compilers have no other core either. */
	@Override
	public Duration warmUpTime(Bench bench) {
		return Duration.ofSeconds(bench.quick() ? 5 : 20);
	}

	@Override
	public int warmUp(Bench bench) {
		return 1;
	}

}
