package io.aiopool.life;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aiopool.JvmSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A pool whose workers are remembered, so that it can be said at the end that none is
 * left.
 */
final class Watched implements AutoCloseable {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	final ProcessPool pool;

	private final Set<Long> pids = ConcurrentHashMap.newKeySet();

	Watched(PoolBuilder builder) {
		this.pool = builder.build();
	}

	static PoolBuilder builder(int processes) {
		return ProcessPool.builder()
			.name("life")
			.processes(processes)
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(64 << 20))
			.killGrace(Duration.ofMillis(300));
	}

	/** The workers that there are, which are remembered. */
	List<WorkerSnapshot> workers() {
		List<WorkerSnapshot> workers = this.pool.workers();
		workers.forEach((worker) -> this.pids.add(worker.pid()));
		return workers;
	}

	/** The workers that serve, waiting until there are so many and no others. */
	List<WorkerSnapshot> awaitReady(int count) {
		await().atMost(LONGEST)
			.until(() -> workers().size() == count
					&& workers().stream().allMatch((worker) -> worker.state() == WorkerState.READY));
		return workers();
	}

	long note(long pid) {
		this.pids.add(pid);
		return pid;
	}

	static boolean isAlive(long pid) {
		return pid != 0 && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
	}

	@Override
	public void close() {
		workers();
		this.pool.close();
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.pids).isNotEmpty().noneMatch(Watched::isAlive));
	}

}
