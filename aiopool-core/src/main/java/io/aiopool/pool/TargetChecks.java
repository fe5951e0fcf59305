package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.aiopool.PoolSettings;
import io.aiopool.WorkerState;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Has the first worker that is ready build the instances that methods are called on.
 * Thread-safe: its own lock guards what waits; futures are completed on callback threads.
 */
final class TargetChecks {

	/** A worker that dies over a check may have died of something else. */
	private static final int MOST_WORKERS = 2;

	private final PoolSettings settings;

	private final Supplier<List<WorkerHandle>> workers;

	private final WorkerQueries queries;

	private final Executor callbacks;

	private final List<Check> waiting = new ArrayList<>();

	private @Nullable RuntimeException closed;

	/**
	 * A check that no worker has answered.
	 *
	 * @param types names of classes
	 * @param lost how many workers have been lost over it
	 * @param result what cannot be built
	 */
	private record Check(List<String> types, int lost, CompletableFuture<List<String>> result) {
	}

	TargetChecks(PoolSettings settings, Supplier<List<WorkerHandle>> workers, WorkerQueries queries,
			Executor callbacks) {
		this.settings = settings;
		this.workers = workers;
		this.queries = queries;
		this.callbacks = callbacks;
	}

	CompletableFuture<List<String>> check(Collection<Class<?>> types) {
		CompletableFuture<List<String>> result = new CompletableFuture<>();
		await(new Check(types.stream().map(Class::getName).sorted().toList(), 0, result));
		return result;
	}

	private void await(Check check) {
		RuntimeException closed;
		synchronized (this) {
			closed = this.closed;
			if (closed == null) {
				this.waiting.add(check);
			}
		}
		if (closed != null) {
			this.callbacks.execute(() -> check.result.completeExceptionally(closed));
		}
		this.workers.get()
			.stream()
			.filter((worker) -> worker.state() == WorkerState.READY)
			.findFirst()
			.ifPresent(this::ready);
	}

	/** A worker can be asked. */
	void ready(WorkerHandle worker) {
		List<Check> due;
		synchronized (this) {
			due = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		due.forEach((check) -> ask(worker, check));
	}

	private void ask(WorkerHandle worker, Check check) {
		long nanos = this.settings.timeouts().start().toNanos();
		this.queries.ask(worker, ChildMessage.Built.class,
				(number) -> new ParentMessage.BuildTargets(number, check.types), nanos, (answer) -> {
					if (answer instanceof ChildMessage.Built built) {
						complete(check, built.problems());
					}
					else if (isAlive(worker)) {
						complete(check, List.of(check.types + " were not built by " + worker
								+ " within aiopool.start-timeout, which is " + nanos / 1_000_000 + " ms"));
					}
					else if (check.lost + 1 < MOST_WORKERS) {
						await(new Check(check.types, check.lost + 1, check.result));
					}
					else {
						complete(check, List
							.of(check.types + " cannot be built: workers die of it, the last one was " + worker));
					}
				});
	}

	private static boolean isAlive(WorkerHandle worker) {
		return worker.state() == WorkerState.READY || worker.state() == WorkerState.DRAINING;
	}

	private void complete(Check check, List<String> problems) {
		this.callbacks.execute(() -> check.result.complete(problems));
	}

	/** No worker will be ready any more. */
	void close(RuntimeException reason) {
		List<Check> abandoned;
		synchronized (this) {
			this.closed = reason;
			abandoned = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		abandoned.forEach((check) -> this.callbacks.execute(() -> check.result.completeExceptionally(reason)));
	}

}
