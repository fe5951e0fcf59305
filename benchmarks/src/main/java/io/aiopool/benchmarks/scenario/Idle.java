package io.aiopool.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.peer.AiopoolPeer;

/** What workers take that have nothing to do. */
final class Idle implements Scenario {

	private static final int WORKERS = 16;

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public String title() {
		return "16 idle workers: memory of one in proportion (PSS), processor time of all and of the pool's threads in the parent";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		AiopoolPeer peer = new AiopoolPeer("aiopool", AiopoolPeer.builder(WORKERS));
		peer.awaitReady();
		return List.of(Arm.of("aiopool", () -> measure(peer, Duration.ofSeconds(bench.quick() ? 5 : 20)), peer));
	}

	private static Map<String, Double> measure(AiopoolPeer peer, Duration time) throws Exception {
		List<Long> pids = peer.pool().workers().stream().map((worker) -> worker.pid()).toList();
		ProcessorTime before = ProcessorTime.of(pids, Idle::isOfThePool);
		Thread.sleep(time.toMillis());
		Duration used = ProcessorTime.of(pids, Idle::isOfThePool).since(before);
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("PSS MiB", pids.stream().mapToDouble(Idle::proportionalMebibytes).sorted().toArray()[WORKERS / 2]);
		values.put("CPU %", 100.0 * used.toNanos() / time.toNanos());
		return values;
	}

	/** The other threads of this process would be there without a pool. */
	private static boolean isOfThePool(String thread) {
		return thread.startsWith("aiopool-");
	}

	private static double proportionalMebibytes(long pid) {
		try {
			return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))
				.stream()
				.filter((line) -> line.startsWith("Pss:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(Double.NaN);
		}
		catch (IOException ex) {
			return Double.NaN;
		}
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 3;
	}

	@Override
	public int warmUp(Bench bench) {
		return 1;
	}

}
