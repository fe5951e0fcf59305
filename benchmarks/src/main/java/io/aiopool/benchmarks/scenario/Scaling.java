package io.aiopool.benchmarks.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Work;

/** Whether a task costs more where there are more workers. */
final class Scaling implements Scenario {

	private static final Work FLOOD = new Work(Work.Kind.FLOOD, 40_000, 0);

	@Override
	public String name() {
		return "scaling";
	}

	@Override
	public String title() {
		return "40,000 calls of nothing on more and more workers, processor time of parent and workers";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		List<Arm> arms = new ArrayList<>();
		for (int workers : bench.quick() ? new int[] { 2, 8 } : new int[] { 1, 2, 4, 8, 16, 32, 64 }) {
			AiopoolPeer peer = new AiopoolPeer("aiopool", AiopoolPeer.builder(workers));
			peer.awaitReady();
			arms.add(Arm.of(workers + " workers", () -> measure(peer), peer));
		}
		return arms;
	}

	private static Map<String, Double> measure(AiopoolPeer peer) throws Exception {
		List<Long> pids = peer.pool().workers().stream().map((worker) -> worker.pid()).toList();
		ProcessorTime before = ProcessorTime.of(pids);
		long begin = System.nanoTime();
		peer.measure(FLOOD);
		double micros = Timing.millisSince(begin) * 1e3 / FLOOD.count();
		Duration used = ProcessorTime.of(pids).since(before);
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("µs / task", micros);
		values.put("CPU µs / task", used.toNanos() / 1e3 / FLOOD.count());
		return values;
	}

	/** Each of the workers compiles for itself. */
	@Override
	public Duration warmUpTime(Bench bench) {
		return Duration.ofSeconds(bench.quick() ? 5 : 30);
	}

	@Override
	public int warmUp(Bench bench) {
		return 1;
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 3 : 7;
	}

}
