package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;

/** Whether a task costs more where more are waiting, and what a waiting one takes. */
final class Depth implements Scenario {

	private static final int LEAST = 20_000;

	@Override
	public String name() {
		return "depth";
	}

	@Override
	public String title() {
		return "More and more calls of nothing submitted at once, two workers; bytes include future and list entry";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		AiopoolPeer peer = new AiopoolPeer();
		List<Arm> arms = new ArrayList<>();
		for (int depth : bench.quick() ? new int[] { 1, 1_000, 100_000 }
				: new int[] { 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000 }) {
			String name = String.format(Locale.ROOT, "%,d queued", depth);
			arms.add(Arm.of(name, () -> measure(peer.pool(), depth), peer));
		}
		return arms;
	}

	private static Map<String, Double> measure(ProcessPool pool, int depth) {
		Map<String, Double> values = new LinkedHashMap<>();
		int repeats = Math.max(1, LEAST / depth);
		long begin = System.nanoTime();
		for (int repeat = 0; repeat < repeats; repeat++) {
			List<CompletableFuture<Integer>> futures = new ArrayList<>(depth);
			for (int i = 0; i < depth; i++) {
				futures.add(pool.apply(Depth::same, i));
			}
			futures.forEach(CompletableFuture::join);
		}
		values.put("µs / task", Timing.millisSince(begin) * 1e3 / ((long) depth * repeats));
		if (depth >= 100_000) {
			values.put("bytes / task", bytes(pool, depth));
		}
		return values;
	}

	/** With the workers busy, so that all of them wait. */
	private static double bytes(ProcessPool pool, int depth) {
		List<CompletableFuture<?>> blocked = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			blocked.add(pool.apply(Depth::block));
		}
		long before = used();
		List<CompletableFuture<Integer>> futures = new ArrayList<>(depth);
		for (int i = 0; i < depth; i++) {
			futures.add(pool.apply(Depth::same, i));
		}
		double bytes = (double) (used() - before) / depth;
		futures.forEach((future) -> future.cancel(true));
		blocked.forEach((future) -> future.cancel(true));
		return bytes;
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static int same(int value) {
		return value;
	}

	private static int block() throws InterruptedException {
		Thread.sleep(3_600_000);
		return 0;
	}

	@Override
	public int rounds(Bench bench) {
		return 3;
	}

	@Override
	public int warmUp(Bench bench) {
		return 2;
	}

}
