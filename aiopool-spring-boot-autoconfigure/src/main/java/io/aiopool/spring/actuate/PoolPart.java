package io.aiopool.spring.actuate;

import java.util.List;

import io.aiopool.ProcessPool;
import org.jspecify.annotations.Nullable;

/**
 * What a pool has more than one of, and the endpoint shows one by one.
 */
public enum PoolPart {

	/** Its workers, by process id. */
	WORKERS {

		@Override
		List<?> list(ProcessPool pool, boolean details) {
			return pool.workers().stream().map(WorkerDescriptor::of).toList();
		}

		@Override
		@Nullable Object find(ProcessPool pool, String id) {
			long pid = pid(id);
			return pool.workers()
				.stream()
				.filter((worker) -> worker.pid() == pid)
				.map((worker) -> new WorkerDetails(WorkerDescriptor.of(worker), pool.tasks(pid)))
				.findFirst()
				.orElse(null);
		}

		@Override
		boolean remove(ProcessPool pool, String id) {
			return pool.recycle(pid(id));
		}

	},

	/** The workers that it lost last. */
	LOST {

		@Override
		List<?> list(ProcessPool pool, boolean details) {
			return pool.lostWorkers().stream().map((lost) -> LostWorkerDescriptor.of(lost, details)).toList();
		}

		@Override
		@Nullable Object find(ProcessPool pool, String id) {
			return null;
		}

		@Override
		boolean remove(ProcessPool pool, String id) {
			return false;
		}

	},

	/** Tasks that it does not run any more, by fingerprint. */
	QUARANTINE {

		@Override
		List<?> list(ProcessPool pool, boolean details) {
			return pool.quarantine();
		}

		@Override
		@Nullable Object find(ProcessPool pool, String id) {
			return pool.quarantine().stream().filter((task) -> task.fingerprint().equals(id)).findFirst().orElse(null);
		}

		@Override
		boolean remove(ProcessPool pool, String id) {
			return pool.release(id);
		}

	};

	/**
	 * Describes all of them.
	 * @param pool the pool
	 * @param details whether what workers printed is shown
	 * @return the descriptions
	 */
	abstract List<?> list(ProcessPool pool, boolean details);

	/**
	 * Describes one of them.
	 * @param pool the pool
	 * @param id its process id or fingerprint
	 * @return the description, or {@code null} if there is none
	 */
	abstract @Nullable Object find(ProcessPool pool, String id);

	/**
	 * Recycles a worker, or releases a task.
	 * @param pool the pool
	 * @param id its process id or fingerprint
	 * @return {@code false} if there is none
	 */
	abstract boolean remove(ProcessPool pool, String id);

	static PoolPart of(String name) {
		for (PoolPart part : values()) {
			if (part.name().equalsIgnoreCase(name)) {
				return part;
			}
		}
		throw new IllegalArgumentException("'" + name + "' is no part of a pool: there are workers, lost, quarantine");
	}

	static long pid(String id) {
		try {
			return Long.parseLong(id);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + id + "' is no process id", ex);
		}
	}

}
