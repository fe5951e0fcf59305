package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Work;

/** What a payload costs by its size. */
final class Payloads implements Scenario {

	private static final int LEAST = 16;

	private static final int MOST = 64 << 20;

	@Override
	public String name() {
		return "payloads";
	}

	@Override
	public String title() {
		return "Bytes there and back by their number, one call at a time";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		AiopoolPeer peer = new AiopoolPeer();
		List<Arm> arms = new ArrayList<>();
		for (int bytes = LEAST; bytes <= MOST; bytes *= 16) {
			arms.add(arm(peer, bytes));
		}
		arms.add(arm(peer, MOST));
		return arms;
	}

	private static Arm arm(AiopoolPeer peer, int bytes) {
		Work work = new Work(Work.Kind.ECHO, Math.max(2, Math.min(200, (32 << 20) / bytes)), bytes);
		String name = (bytes < 1 << 10) ? bytes + " B"
				: (bytes < 1 << 20) ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
		return Arm.of(name, () -> {
			Map<String, Double> values = Objects.requireNonNull(peer.measure(work));
			Map<String, Double> named = new LinkedHashMap<>();
			named.put("µs", values.getOrDefault("ms", Double.NaN) * 1e3);
			named.put("GB/s each way", 2 * values.getOrDefault("GB/s", Double.NaN));
			return named;
		}, peer);
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 3 : 7;
	}

}
