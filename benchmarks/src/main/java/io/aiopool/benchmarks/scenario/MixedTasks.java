package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.aiopool.AsyncFunction;
import io.aiopool.ProcessPool;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Peers;

/**
 * Thirty tasks that each compute, wait and compute again, start and end of the pool
 * included. Two processors cannot do it faster than their share of the computing.
 */
final class MixedTasks implements Scenario {

	private static final int TASKS = 30;

	private static final double COMPUTE = 0.1;

	private static final double WAIT = 0.1;

	@Override
	public String name() {
		return "mixed";
	}

	@Override
	public String title() {
		return "30 tasks that compute 0.1 s, wait 0.1 s and compute 0.1 s, two processes, start and end included";
	}

	@Override
	public List<Arm> arms(Bench bench) {
		List<Arm> arms = new ArrayList<>();
		arms.add(Arm.of("aiopool", () -> Map.of("s", ours())));
		Peers.Sets theirs = Peers.aiomultiprocess(bench);
		if (theirs != null) {
			String line = "sleeps " + -COMPUTE + "," + WAIT + "," + -COMPUTE + " " + TASKS + " 2 16";
			arms.add(Arm.of(theirs.peer().name(), () -> theirs.ask(line), theirs));
		}
		double bound = TASKS * 2 * COMPUTE / Math.min(2, Runtime.getRuntime().availableProcessors());
		arms.add(Arm.of("bound by the processors", () -> Map.of("s", bound)));
		return arms;
	}

	private static double ours() {
		long begin = System.nanoTime();
		try (ProcessPool pool = AiopoolPeer.builder(2).build()) {
			AsyncFunction<double[], Integer> body = SleepSets::sleepy;
			pool.mapAsync(body, Collections.nCopies(TASKS, new double[] { -COMPUTE, WAIT, -COMPUTE })).toList();
		}
		return Timing.millisSince(begin) / 1e3;
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 5;
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

}
