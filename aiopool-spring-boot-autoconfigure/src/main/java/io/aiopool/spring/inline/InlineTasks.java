package io.aiopool.spring.inline;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.aiopool.Invocation;
import io.aiopool.OffProcessException;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolStatistics;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.util.ReflectionUtils;

/**
 * The tasks of a pool without processes, each on a thread of its own. Thread-safe.
 */
final class InlineTasks {

	/**
	 * What a task does.
	 *
	 * @param <R> type of its result
	 */
	@FunctionalInterface
	interface Body<R extends @Nullable Object> {

		R run(@Nullable Object[] arguments) throws Exception;

	}

	private final String pool;

	private final Crossing crossing;

	private final ExecutorService threads;

	private final LongAdder submitted = new LongAdder();

	private final LongAdder completed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder rejected = new LongAdder();

	InlineTasks(String pool, Crossing crossing) {
		this.pool = pool;
		this.crossing = crossing;
		this.threads = Executors.newCachedThreadPool(threadFactory(pool));
	}

	private static ThreadFactory threadFactory(String pool) {
		return (task) -> {
			Thread thread = new Thread(task, "aiopool-" + pool + "-inline");
			thread.setDaemon(true);
			return thread;
		};
	}

	Crossing crossing() {
		return this.crossing;
	}

	/**
	 * Starts a task.
	 * @param name what it is called in messages
	 * @param invocation the call; {@code null} if its body is the first of the arguments
	 * @param arguments its arguments
	 * @param body what it does with them
	 * @return its result, to be brought to its caller, or why there is none: the pool is
	 * closed, or an argument cannot be sent; cancelling it interrupts the task
	 */
	<R extends @Nullable Object> CompletableFuture<R> start(String name, @Nullable Invocation invocation,
			@Nullable Object[] arguments, Body<R> body) {
		CompletableFuture<R> result = new CompletableFuture<>();
		try {
			Crossing.Parcel parcel = this.crossing.send(name, invocation, arguments);
			Future<?> running = this.threads.submit(() -> run(name, () -> body.run(parcel.open()), result));
			this.submitted.increment();
			result.whenComplete((value, failure) -> {
				(failure == null ? this.completed : this.failed).increment();
				running.cancel(true);
			});
		}
		catch (RejectedExecutionException ex) {
			this.rejected.increment();
			result.completeExceptionally(
					new PoolClosedException("Pool '" + this.pool + "' takes no tasks: it is closed", ex));
		}
		catch (OffProcessException ex) {
			result.completeExceptionally(ex);
		}
		return result;
	}

	/**
	 * Waits for what an asynchronous body has begun.
	 * @param result what the body returned
	 * @return that, or what became of it if it is a publisher or a future
	 */
	static @Nullable Object outcome(@Nullable Object result) throws Exception {
		Future<?> future = (result instanceof Publisher<?> publisher) ? Mono.from(publisher).toFuture()
				: (result instanceof CompletionStage<?> stage) ? stage.toCompletableFuture()
						: (result instanceof Future<?> pending) ? pending : null;
		if (future == null) {
			return result;
		}
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			ReflectionUtils.rethrowException(ex.getCause());
			throw ex;
		}
	}

	private <R extends @Nullable Object> void run(String name, Callable<R> body, CompletableFuture<R> result) {
		try {
			result.complete(body.call());
		}
		catch (Throwable ex) {
			result.completeExceptionally(this.crossing.fail(name, ex));
		}
	}

	PoolStatistics statistics() {
		return new PoolStatistics(0, 0, 0, 0, this.submitted.sum(), this.completed.sum(), this.failed.sum(),
				this.rejected.sum(), 0, 0, 0, 0, 0, 0, 0);
	}

	boolean isClosed() {
		return this.threads.isShutdown();
	}

	void close() {
		this.threads.shutdown();
	}

	void terminate() {
		this.threads.shutdownNow();
	}

	boolean awaitEnd(Duration timeout) throws InterruptedException {
		return this.threads.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

}
