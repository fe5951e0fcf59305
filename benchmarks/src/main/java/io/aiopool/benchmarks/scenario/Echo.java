package io.aiopool.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Peer;
import io.aiopool.benchmarks.peer.Work;

/** What bytes cost on their way there and back. */
final class Echo extends PeerScenario {

	private static final String LARGE = "64 MiB";

	private static final String BESIDE = "1 KiB, of a no-op";

	Echo() {
		super("echo", "Bytes there and back, one call at a time (GB/s: each way)");
	}

	/** Some of the others end with so much, or cannot be asked. */
	@Override
	boolean asks(Peer peer, String prefix) {
		return !prefix.equals(LARGE) && !prefix.equals(BESIDE) || peer instanceof AiopoolPeer;
	}

	@Override
	Map<String, Work> work(Bench bench) {
		Map<String, Work> work = new LinkedHashMap<>();
		int small = bench.quick() ? 100 : 300;
		work.put("no-op", new Work(Work.Kind.ECHO, small, 0));
		work.put("1 KiB", new Work(Work.Kind.ECHO, small, 1 << 10));
		work.put(BESIDE, new Work(Work.Kind.ECHO_BESIDE, bench.quick() ? 2_000 : 10_000, 1 << 10));
		work.put("1 MiB", new Work(Work.Kind.ECHO, bench.quick() ? 4 : 20, 1 << 20));
		work.put(LARGE, new Work(Work.Kind.ECHO, bench.quick() ? 1 : 3, 64 << 20));
		return work;
	}

	/** By time, as a turn takes some of them a second and others half a minute. */
	@Override
	public Duration warmUpTime(Bench bench) {
		return Duration.ofSeconds(bench.quick() ? 2 : 10);
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 2 : 11;
	}

	@Override
	Map<String, Double> report(String prefix, Map<String, Double> values) {
		if (prefix.equals(BESIDE)) {
			return Map.of(BESIDE, values.getOrDefault("multiple", Double.NaN));
		}
		Map<String, Double> named = new LinkedHashMap<>();
		named.put(prefix + " ms", values.getOrDefault("ms", Double.NaN));
		if (prefix.equals(LARGE)) {
			// Twice the payload has been moved in that time
			named.put(prefix + " GB/s", 2 * values.getOrDefault("GB/s", Double.NaN));
		}
		return named;
	}

}
