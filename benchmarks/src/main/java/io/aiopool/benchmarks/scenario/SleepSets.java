package io.aiopool.benchmarks.scenario;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.aiopool.AsyncFunction;
import io.aiopool.ProcessPool;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Peers;

/**
 * The twelve sets of aiomultiprocess's own performance test, each with a pool of its own,
 * its start and end included: tasks that sleep and, where a number is negative, keep a
 * processor busy.
 */
final class SleepSets implements Scenario {

	private static final List<String> SLEEPS = List.of("0", "0.05", "-0.002,0.20,-0.002");

	@Override
	public String name() {
		return "sets";
	}

	@Override
	public String title() {
		return "The performance sets of aiomultiprocess (sleep; tasks, processes, concurrency), start and end included, s";
	}

	@Override
	public List<Arm> arms(Bench bench) {
		List<Arm> arms = new ArrayList<>();
		arms.add(Arm.of("aiopool", () -> all(bench, SleepSets::ours)));
		Peers.Sets theirs = Peers.aiomultiprocess(bench);
		if (theirs != null) {
			arms.add(
					Arm.of(theirs.peer().name(),
							() -> all(bench, (sleeps, tasks, concurrency) -> Objects.requireNonNull(
									theirs.ask("sleeps " + sleeps + " " + tasks + " 4 " + concurrency).get("s"))),
							theirs));
		}
		return arms;
	}

	/** Runs a set. */
	private interface Set {

		double seconds(String sleeps, int tasks, int concurrency) throws Exception;

	}

	private static Map<String, Double> all(Bench bench, Set set) throws Exception {
		Map<String, Double> values = new LinkedHashMap<>();
		for (String sleeps : SLEEPS) {
			int most = sleeps.contains(",") ? 200 : 400;
			for (int times = 1; times <= (bench.quick() ? 1 : 8); times *= 2) {
				int concurrency = 8 * times;
				values.put("(" + sleeps + ") " + most * times + " 4 " + concurrency,
						set.seconds(sleeps, most * times, concurrency));
			}
		}
		return values;
	}

	private static double ours(String sleeps, int tasks, int concurrency) {
		double[] seconds = Arrays.stream(sleeps.split(",")).mapToDouble(Double::parseDouble).toArray();
		long begin = System.nanoTime();
		try (ProcessPool pool = AiopoolPeer.builder(4).childConcurrency(concurrency).build()) {
			AsyncFunction<double[], Integer> body = SleepSets::sleepy;
			pool.mapAsync(body, Collections.nCopies(tasks, seconds)).toList();
		}
		return Timing.millisSince(begin) / 1e3;
	}

	/** As an event loop would: one sleep after the other, nobody waiting for it. */
	static CompletionStage<Integer> sleepy(double[] seconds) {
		CompletableFuture<Integer> done = CompletableFuture.completedFuture(0);
		for (double part : seconds) {
			done = done.thenCompose((before) -> (part > 0) ? sleep(part) : busy(-part));
		}
		return done;
	}

	private static CompletableFuture<Integer> sleep(double seconds) {
		return CompletableFuture.supplyAsync(() -> 0,
				CompletableFuture.delayedExecutor((long) (seconds * 1e9), TimeUnit.NANOSECONDS));
	}

	private static CompletableFuture<Integer> busy(double seconds) {
		var threads = ManagementFactory.getThreadMXBean();
		long end = threads.getCurrentThreadCpuTime() + (long) (seconds * 1e9);
		while (threads.getCurrentThreadCpuTime() < end) {
			Thread.onSpinWait();
		}
		return CompletableFuture.completedFuture(0);
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 3;
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

}
