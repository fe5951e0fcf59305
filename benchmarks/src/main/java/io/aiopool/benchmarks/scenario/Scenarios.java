package io.aiopool.benchmarks.scenario;

import java.util.List;

import io.aiopool.benchmarks.Scenario;

/** All scenarios in the order of the report. */
public final class Scenarios {

	/** The one that is run on one core, in a JVM of its own. */
	public static final String PINNED = "no-op-pinned";

	private Scenarios() {
	}

	public static List<Scenario> all() {
		return List.of(new NoOp(), new NoOpPinned(), new Throughput(), new Echo(), new HeapGrowth(), new Deaths(),
				new Start(), new Idle(), new Scaling(), new Depth(), new Payloads(), new BoundedMap(), new Pages(),
				new MixedTasks(), new SleepSets(), new Isolation());
	}

}
