package io.aiopool;

import java.util.Collection;
import java.util.stream.Collectors;

import io.aiopool.launch.HeapSize;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether workers may take more heap than there is memory for. A container whose
 * memory is used up is killed as a whole, with all workers and this process. Immutable.
 */
public final class HeapBudget {

	/** The rest is for this process, and for what workers need beside their heaps. */
	private static final int PERCENT = 75;

	private final long memory;

	HeapBudget(long memory) {
		this.memory = memory;
	}

	/**
	 * Returns the budget of the container, or of the machine if it has no limit.
	 * @return the budget
	 */
	public static HeapBudget here() {
		return new HeapBudget(HeapSize.memory());
	}

	/**
	 * Adds up what the workers of pools may take.
	 * @param pools settings of the pools
	 * @return what is to be known if that is more than three quarters of the memory,
	 * naming the numbers and the properties; {@code null} if it is not
	 */
	public @Nullable String warning(Collection<PoolSettings> pools) {
		long heap = pools.stream().mapToLong(this::of).sum();
		if (heap <= this.memory * (PERCENT / 100.0)) {
			return null;
		}
		return "The workers of " + pools.stream().map(this::describe).collect(Collectors.joining(" and "))
				+ " may take " + mebibytes(heap) + " of heap, " + Math.round(100.0 * heap / this.memory) + " % of the "
				+ mebibytes(this.memory) + " that this "
				+ "container or machine has, and need memory beside their heaps. When it is used up, the system kills"
				+ " processes: in a container all of them, this one included. Lower aiopool.jvm.max-heap or"
				+ " aiopool.processes so that it is at most " + PERCENT + " %.";
	}

	private long of(PoolSettings pool) {
		return workers(pool) * heap(pool);
	}

	private static int workers(PoolSettings pool) {
		return pool.processes() + pool.lifecycle().elastic().spares();
	}

	/**
	 * Returns the maximum heap of a worker.
	 * @param pool settings of its pool, whether they say it or not
	 * @return bytes
	 */
	public long heap(PoolSettings pool) {
		return HeapSize.of(pool.jvm(), pool.processes(), this.memory);
	}

	private String describe(PoolSettings pool) {
		return "pool '" + pool.name() + "' (" + workers(pool) + " x " + mebibytes(heap(pool)) + ")";
	}

	private static String mebibytes(long bytes) {
		return (bytes >> 20) + " MiB";
	}

}
