package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.aiopool.AsyncFunction;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;

/**
 * A map of 100 sleeps, ten at a time, beside the time that a greedy schedule needs that
 * loses none.
 */
final class BoundedMap implements Scenario {

	private static final int CONCURRENCY = 10;

	private static final long SEED = 42;

	@Override
	public String name() {
		return "bounded-map";
	}

	@Override
	public String title() {
		return "A map of 100 sleeps of up to a second, ten at a time";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		List<Integer> sleeps = new Random(SEED).ints(100, 100, 1_000).boxed().toList();
		AiopoolPeer peer = new AiopoolPeer();
		peer.awaitReady();
		AsyncFunction<Integer, Integer> body = BoundedMap::sleep;
		peer.pool().mapAsync(body, List.of(1, 1, 1, 1)).toList();
		double optimum = greedy(sleeps);
		return List.of(Arm.of("aiopool", () -> {
			long begin = System.nanoTime();
			peer.pool().mapAsync(body, sleeps).concurrency(CONCURRENCY).toList();
			double millis = Timing.millisSince(begin);
			Map<String, Double> values = new LinkedHashMap<>();
			values.put("s", millis / 1e3);
			values.put("of the optimum", millis / optimum);
			return values;
		}, peer));
	}

	/** Each sleep begins on the first place that becomes free, in order. */
	static double greedy(List<Integer> sleeps) {
		PriorityQueue<Integer> ends = new PriorityQueue<>(new ArrayList<>(List.of(0)));
		while (ends.size() < CONCURRENCY) {
			ends.add(0);
		}
		int last = 0;
		for (int sleep : sleeps) {
			Integer free = ends.poll();
			int end = ((free != null) ? free : 0) + sleep;
			ends.add(end);
			last = Math.max(last, end);
		}
		return last;
	}

	private static CompletionStage<Integer> sleep(int millis) {
		return CompletableFuture.supplyAsync(() -> millis,
				CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 3;
	}

	@Override
	public int warmUp(Bench bench) {
		return bench.quick() ? 0 : 1;
	}

}
