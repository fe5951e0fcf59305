package io.aiopool;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool of real children that is closed at the end of a test, which then asserts that
 * none of the children is left.
 */
final class TrackedPool implements AutoCloseable {

	private final ProcessPool pool;

	private final Set<ProcessHandle> children = ConcurrentHashMap.newKeySet();

	private TrackedPool(ProcessPool pool) {
		this.pool = pool;
	}

	/** Returns once all workers are ready. */
	static TrackedPool open(PoolBuilder builder) {
		TrackedPool tracked = new TrackedPool(builder.build());
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			tracked.see();
			return tracked.pool.statistics().ready() == tracked.pool.settings().processes();
		});
		return tracked;
	}

	ProcessPool pool() {
		return this.pool;
	}

	/** Notes the children that there are now. */
	private void see() {
		ProcessHandle.current().children().forEach(this.children::add);
	}

	/** Returns the slots of the workers that are ready by their process id. */
	Map<Long, Integer> slots() {
		Map<Long, Integer> slots = new HashMap<>();
		List<WorkerSnapshot> workers = this.pool.workers();
		workers.stream()
			.filter((worker) -> worker.state() == WorkerState.READY)
			.forEach((worker) -> slots.put(worker.pid(), worker.slot()));
		return slots;
	}

	@Override
	public void close() {
		see();
		this.pool.close();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(this.children).noneMatch(ProcessHandle::isAlive));
	}

}
