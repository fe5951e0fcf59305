package io.aiopool.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.aiopool.ElasticSettings;
import io.aiopool.JvmSettings;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;

/**
 * A JVM with a pool of two workers and a spare, which it brings into the states that its
 * arguments name; says so, and waits to be killed.
 */
final class OrphanParent {

	private OrphanParent() {
	}

	/** Starts this in a JVM of its own. */
	static Process start(Path directory, OrphanState first, OrphanState second) throws IOException {
		String java = ProcessHandle.current().info().command().orElseThrow();
		return new ProcessBuilder(java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
				"-D" + Places.PROPERTY + "=" + directory, "-cp", System.getProperty("java.class.path"),
				OrphanParent.class.getName(), first.name(), second.name())
			.redirectErrorStream(true)
			.start();
	}

	public static void main(String[] states) throws Exception {
		List<OrphanState> wanted = List.of(OrphanState.valueOf(states[0]), OrphanState.valueOf(states[1]));
		boolean starting = wanted.contains(OrphanState.STARTING);
		Path directory = Files.createTempDirectory("orphans");
		ProcessPool pool = ProcessPool.builder()
			.name("orphans")
			.processes(2)
			.elastic(new ElasticSettings(null, Duration.ofMinutes(1), 1))
			.start(StartMode.BACKGROUND)
			.initializer(StartsOrNot.class, Boolean.toString(starting))
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(64 << 20))
			.build();
		int ready = starting ? 2 : 3;
		Scene.await("workers are ready", () -> count(pool, WorkerState.READY) == ready);
		for (int i = 0; i < wanted.size(); i++) {
			bring(pool, wanted.get(i), directory.resolve("held-" + i));
		}
		System.out.println("ready");
		new CountDownLatch(1).await();
	}

	private static long count(ProcessPool pool, WorkerState state) {
		return pool.workers().stream().map(WorkerSnapshot::state).filter(state::equals).count();
	}

	private static void bring(ProcessPool pool, OrphanState state, Path file) throws IOException {
		if (state.body() == null) {
			return;
		}
		pool.apply(state.body(), file.toString());
		Scene.await(state + " has begun", () -> Files.exists(file));
		Path detached = Path.of(file + OrphanTasks.DETACHED);
		if (Files.exists(detached)) {
			System.out.println("also " + Files.readString(detached));
		}
		if (state == OrphanState.STOPPED) {
			System.out.println("stop " + Files.readString(file));
		}
	}

	/** The spare does not become ready where one is to be starting. */
	static final class StartsOrNot implements WorkerInitializer {

		private static final int FIRST_SPARE = 1024;

		@Override
		public void initialize(WorkerContext context) throws InterruptedException {
			if (Boolean.parseBoolean(context.args().get(0)) && context.slot() >= FIRST_SPARE) {
				new CountDownLatch(1).await();
			}
		}

	}

}
