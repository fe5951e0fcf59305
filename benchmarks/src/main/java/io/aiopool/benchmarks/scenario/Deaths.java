package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.ElasticSettings;
import io.aiopool.JvmSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Peer;
import io.aiopool.benchmarks.peer.Peers;
import io.aiopool.benchmarks.peer.Work;

/** How long the SIGKILL of a worker that runs a task is felt. */
final class Deaths implements Scenario {

	private static final Work KILL = new Work(Work.Kind.KILL, 1, 0);

	@Override
	public String name() {
		return "deaths";
	}

	@Override
	public String title() {
		return "SIGKILL of a worker that runs a task";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		List<Arm> arms = new ArrayList<>();
		arms.add(ours("aiopool", AiopoolPeer.builder(2)));
		arms.add(ours("aiopool, a spare", AiopoolPeer.builder(2).elastic(withSpare())));
		arms.add(ours("aiopool, 128 MB heap", AiopoolPeer.builder(2).jvm(JvmSettings.DEFAULTS.withMaxHeap(128 << 20))));
		for (Peer peer : Peers.all(bench)) {
			if (peer instanceof AiopoolPeer) {
				peer.close();
				continue;
			}
			arms.add(Arm.of(peer.name(), () -> {
				Map<String, Double> values = peer.measure(KILL);
				return (values != null) ? values : Map.of();
			}, peer));
		}
		return arms;
	}

	private static ElasticSettings withSpare() {
		return new ElasticSettings(null, ElasticSettings.DEFAULTS.idleTimeout(), 1);
	}

	private static Arm ours(String name, PoolBuilder builder) {
		AiopoolPeer peer = new AiopoolPeer(name, builder);
		return Arm.of(name, () -> {
			Map<String, Double> values = new LinkedHashMap<>(peer.measure(KILL));
			// Both are busy, so one of the two runs on the new worker
			peer.awaitReady();
			Thread.sleep(300);
			values.put("first task ms", Timing.millis(() -> firstTask(peer)));
			return values;
		}, peer);
	}

	/** On the youngest worker, as the other one is busy. */
	private static Object firstTask(AiopoolPeer peer) {
		var pool = peer.pool();
		var one = pool.apply(() -> ProcessHandle.current().pid());
		var two = pool.apply(() -> ProcessHandle.current().pid());
		return one.join() + two.join();
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 2 : 7;
	}

	@Override
	public int warmUp(Bench bench) {
		return bench.quick() ? 1 : 2;
	}

}
