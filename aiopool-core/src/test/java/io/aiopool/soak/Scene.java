package io.aiopool.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.aiopool.ProcessPool;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;

/**
 * Where faults happen: the pool that is hurt, and what one needs to hurt it and to see
 * what comes of it. Used by one thread.
 */
final class Scene {

	/** Longer than anything may take; whoever waits that long has found a bug. */
	static final Duration LIMIT = Duration.ofSeconds(20);

	private static final long LOOK_NANOS = 500_000;

	private static final int SPARE = -1;

	private static final int HOLDS = 10;

	private final Clerk clerk;

	private final Findings findings;

	private final Path directory;

	private final SplittableRandom random;

	Scene(Clerk clerk, Findings findings, Path directory, long seed) {
		this.clerk = clerk;
		this.findings = findings;
		this.directory = directory;
		this.random = new SplittableRandom(seed);
	}

	/** A task that holds its worker. */
	record Held(Order order, long pid, CompletableFuture<Answer> future) {
	}

	ProcessPool pool() {
		return this.clerk.tasks().pool();
	}

	Findings findings() {
		return this.findings;
	}

	Path directory() {
		return this.directory;
	}

	SplittableRandom random() {
		return this.random;
	}

	private Order order(TaskOptions options, int resultBytes) {
		return Order.of(this.clerk.nextId(options), 0, 0, this.random).withResult(resultBytes);
	}

	/**
	 * Submits a body that says when it has begun, and waits for that. On a busy machine
	 * its deadline may come first, as was promised: then once more.
	 */
	Held hold(RemoteFunction<Order, Answer> body, TaskOptions options, int resultBytes) throws Exception {
		for (int i = 1;; i++) {
			Order order = order(options, resultBytes);
			CompletableFuture<Answer> future = this.clerk.apply(body, order, options);
			Path file = SoakWorker.held(this.directory, order.id());
			await("task " + order.id() + " begins", () -> Files.exists(file) || future.isCompletedExceptionally());
			if (Files.exists(file)) {
				return new Held(order, Long.parseLong(Files.readString(file)), future);
			}
			Throwable told = told(future);
			if (!(told instanceof TaskTimeoutException) || i == HOLDS) {
				throw new Surprise("a task that was to hold its worker: " + told);
			}
		}
	}

	/** What the caller of a task is told; {@code null} if that is a result. */
	Throwable told(CompletableFuture<Answer> future) throws InterruptedException {
		try {
			future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
			return null;
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (TimeoutException ex) {
			return ex;
		}
	}

	/** Any worker that serves. */
	WorkerSnapshot anyWorker() {
		List<WorkerSnapshot> ready = serving();
		return ready.get(this.random.nextInt(ready.size()));
	}

	/** The workers that serve. */
	List<WorkerSnapshot> serving() {
		return awaitValue("a worker serves", () -> {
			List<WorkerSnapshot> ready = pool().workers()
				.stream()
				.filter((worker) -> worker.state() == WorkerState.READY && worker.slot() != SPARE)
				.toList();
			return ready.isEmpty() ? Optional.empty() : Optional.of(ready);
		});
	}

	/** A worker that waits to be needed. */
	WorkerSnapshot spare() {
		return awaitValue("a spare is ready",
				() -> pool().workers()
					.stream()
					.filter((worker) -> worker.state() == WorkerState.READY && worker.slot() == SPARE)
					.findFirst());
	}

	/** A worker that starts. */
	WorkerSnapshot starting() {
		return awaitValue("a worker starts",
				() -> pool().workers()
					.stream()
					.filter((worker) -> worker.state() == WorkerState.STARTING && worker.pid() != 0)
					.findFirst());
	}

	/** Kills a process; returns when. */
	static long kill(long pid) {
		long now = System.nanoTime();
		ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
		return now;
	}

	static void signal(String name, long pid) throws IOException, InterruptedException {
		int status = new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid).start().waitFor();
		if (status != 0) {
			throw new Surprise("kill -s " + name + " " + pid + " ended with status " + status);
		}
	}

	/**
	 * Waits for the end of a worker, which is counted, and until the pool has noticed:
	 * the next fault is not to meet a worker that is dead already.
	 */
	void awaitDeath(Death kind, long pid) {
		await("process " + pid + " ends", () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
		await("process " + pid + " is a worker no more",
				() -> pool().workers().stream().noneMatch((worker) -> worker.pid() == pid));
		this.findings.died(kind);
	}

	/** How many workers have been lost so far. */
	long lost() {
		return pool().statistics().workersLost();
	}

	/** Measures how long after something the pool is what it was, and waits for that. */
	void awaitCapacity(long since, long lostBefore, LongConsumer result) {
		int processes = pool().settings().processes();
		await("all " + processes + " workers serve after a loss",
				() -> lost() > lostBefore && pool().statistics().ready() == processes);
		result.accept(System.nanoTime() - since);
	}

	static void await(String what, BooleanSupplier condition) {
		await(what, LIMIT, condition);
	}

	static void await(String what, Duration limit, BooleanSupplier condition) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new Surprise("within " + limit.toSeconds() + " s it was not seen that " + what);
			}
			LockSupport.parkNanos(LOOK_NANOS);
		}
	}

	private static <T> T awaitValue(String what, Supplier<Optional<T>> value) {
		Object[] found = new Object[1];
		await(what, () -> {
			value.get().ifPresent((one) -> found[0] = one);
			return found[0] != null;
		});
		@SuppressWarnings("unchecked")
		T result = (T) found[0];
		return result;
	}

	/** Something that should not have happened. */
	static final class Surprise extends RuntimeException {

		Surprise(String message) {
			super(message);
		}

	}

}
