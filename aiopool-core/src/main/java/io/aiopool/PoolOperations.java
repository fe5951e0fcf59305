package io.aiopool;

import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

/**
 * What those who run a pool may want of it, beside those who give it tasks. Thread-safe.
 * A pool that has no workers knows none of them, blames no task for their death, and
 * cannot be paused.
 */
public interface PoolOperations {

	/**
	 * Gives workers no more tasks until {@link #resume}. What they run goes on; what they
	 * were sent ahead and have not begun comes back. Tasks are taken as before and wait,
	 * up to the capacity of the queue, and their deadlines count on. Without effect if
	 * the pool is paused or closed.
	 * @throws UnsupportedOperationException if the pool has no workers
	 */
	default void pause() {
		throw new UnsupportedOperationException("A pool without workers cannot be paused");
	}

	/**
	 * Gives workers tasks again. Without effect if the pool is not paused.
	 */
	default void resume() {
	}

	/**
	 * Tells whether the pool is paused.
	 * @return {@code true} from {@link #pause} to {@link #resume}
	 */
	default boolean isPaused() {
		return false;
	}

	/**
	 * Changes the number of workers. New ones start in the background; those that are too
	 * many get no more tasks, finish the ones they have and leave. Returns at once.
	 * @param processes how many workers the pool is to have, 1 to 1024
	 * @throws IllegalArgumentException if that is out of range
	 * @throws PoolClosedException if the pool is closed
	 */
	void resize(int processes);

	/**
	 * Replaces a worker. It serves on until its successor is ready, and then finishes
	 * what it runs. Returns at once.
	 * @param pid process id of the worker
	 * @return {@code false} if there is none that takes tasks, or if it is a spare
	 */
	default boolean recycle(long pid) {
		return false;
	}

	/**
	 * Tells what a worker has to do.
	 * @param pid process id of the worker
	 * @return the tasks that it was sent and has not answered, the oldest first; empty if
	 * there are none or there is no such worker
	 */
	default List<TaskSnapshot> tasks(long pid) {
		return List.of();
	}

	/**
	 * Asks a worker for the stacks of its threads. It answers however stuck its tasks
	 * are.
	 * @param pid process id of the worker
	 * @return the stacks in text, completed on a callback thread; fails with
	 * {@link NoSuchElementException} if there is no such worker, and with
	 * {@link OffProcessException} if it does not answer within 10 seconds
	 */
	default CompletableFuture<String> threadDump(long pid) {
		return noSuchWorker(pid);
	}

	/**
	 * Asks a worker what is on its heap: the number of instances and bytes by class. For
	 * the time of a full garbage collection all its tasks stand still. Requests that come
	 * while one is under way share its answer.
	 * @param pid process id of the worker
	 * @return the histogram in text, the largest classes first, completed on a callback
	 * thread; fails with {@link NoSuchElementException} if there is no such worker, and
	 * with {@link OffProcessException} if it does not answer within 30 seconds. Where the
	 * worker's JVM lacks the module {@code jdk.management}, the text says so
	 */
	default CompletableFuture<String> heapHistogram(long pid) {
		return noSuchWorker(pid);
	}

	private static CompletableFuture<String> noSuchWorker(long pid) {
		return CompletableFuture.failedFuture(new NoSuchElementException("No worker has the process id " + pid));
	}

	/**
	 * Returns what is known of the workers that were lost last: killed, crashed, or never
	 * ready. Those that left as told are not among them.
	 * @return a snapshot of at most 32, the latest first
	 */
	default List<LostWorker> lostWorkers() {
		return List.of();
	}

	/**
	 * Has a worker build the instances that methods of these classes are called on: the
	 * first one that is ready, without starting any for it. They are not built again for
	 * tasks.
	 * @param types the classes
	 * @return one sentence for each that cannot be built there, completed on a callback
	 * thread; fails with {@link PoolClosedException} if the pool is closed before
	 */
	default CompletableFuture<List<String>> checkTargets(Collection<Class<?>> types) {
		return CompletableFuture.completedFuture(List.of());
	}

	/**
	 * Returns the tasks that are not run any more because they have killed their workers:
	 * submitting one of them throws {@link PoisonTaskException}.
	 * @return a snapshot, the oldest first
	 */
	default List<QuarantinedTask> quarantine() {
		return List.of();
	}

	/**
	 * Lets a task run again that is in quarantine.
	 * @param fingerprint its fingerprint
	 * @return {@code false} if there is no such task in quarantine
	 */
	default boolean release(String fingerprint) {
		return false;
	}

	/**
	 * Lets all tasks run again that are in quarantine.
	 * @return how many there were
	 */
	default int releaseAll() {
		return 0;
	}

}
