package io.aiopool.benchmarks.scenario;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;

/** What a large argument takes in the parent while it is sent. */
final class HeapGrowth implements Scenario {

	private static final int BYTES = 64 << 20;

	@Override
	public String name() {
		return "heap";
	}

	@Override
	public String title() {
		return "An argument of 64 MiB, and nothing back: allocated by its caller, in payloads";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		AiopoolPeer peer = new AiopoolPeer();
		byte[] bytes = new byte[BYTES];
		return List.of(Arm.of("aiopool", () -> {
			ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			long before = threads.getCurrentThreadAllocatedBytes();
			double millis = Timing.millis(() -> peer.pool().apply(HeapGrowth::length, bytes).join());
			double allocated = threads.getCurrentThreadAllocatedBytes() - before;
			return Map.of("payloads", allocated / BYTES, "GB/s", BYTES / 1e6 / millis);
		}, peer));
	}

	private static int length(byte[] bytes) {
		return bytes.length;
	}

}
