package io.aiopool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.aiopool.pool.ProcessPools;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A pool of child JVMs that runs tasks. Thread-safe.
 * <p>
 * Every submitted task completes exactly once, whatever dies, and runs at most once
 * unless it is idempotent. Futures are completed on callback threads of the pool, or on
 * the thread that waits in {@code join} or {@code get}; they never run their dependents
 * on a thread that serves a worker. Cancelling a future removes a queued task and
 * interrupts a running one. Arguments and results may be {@code null}.
 * <p>
 * Everything that can keep a task from its result is an {@link OffProcessException}, and
 * is told where the result would have been: by the future, the stream or the list. That
 * includes what is known at submission: the pool does not take the task
 * ({@link PoolRejectedException}), the task is in quarantine
 * ({@link PoisonTaskException}), or its arguments cannot be sent
 * ({@link TaskSerializationException}); the future is then completed when it is returned.
 * A mistake of the program that no pool could make good is thrown at once: an argument
 * that must not be {@code null} ({@link NullPointerException}), a value out of its range
 * ({@link IllegalArgumentException}), and what a hook throws that runs on the submitting
 * thread ({@link TaskContextSource}). Methods that wait for their result throw both.
 * <p>
 * {@link #close()} drains: it takes no more tasks, waits for the running ones up to the
 * pool's {@code drain-timeout} and stops the workers.
 */
public interface ProcessPool extends PoolOperations, AutoCloseable {

	/**
	 * Returns a builder with default settings.
	 * @return the builder
	 */
	static PoolBuilder builder() {
		return new PoolBuilder();
	}

	/**
	 * Creates a pool.
	 * @param settings its settings
	 * @return the pool, its first worker ready if it starts {@link StartMode#EAGER}
	 * @throws PoolUnavailableException if that first worker does not start
	 * @throws IllegalStateException inside a worker: a worker has no pools
	 */
	static ProcessPool create(PoolSettings settings) {
		return ProcessPools.create(settings);
	}

	/**
	 * Returns the name of the pool.
	 * @return the name
	 */
	String name();

	/**
	 * Returns a view of this pool that submits with other options. Closing either closes
	 * both.
	 * @param options the options of tasks submitted through the view
	 * @return the view
	 */
	ProcessPool with(TaskOptions options);

	/**
	 * Runs a plain body in a worker.
	 * @param <R> type of the result
	 * @param body the body
	 * @return the future result
	 */
	<R extends @Nullable Object> CompletableFuture<R> apply(RemoteCallable<R> body);

	/**
	 * Runs a plain body in a worker.
	 * @param <A> type of the argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param argument its argument
	 * @return the future result
	 */
	<A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(RemoteFunction<A, R> body,
			A argument);

	/**
	 * Runs a plain body in a worker.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param first its first argument
	 * @param second its second argument
	 * @return the future result
	 */
	<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteBiFunction<A, B, R> body, A first, B second);

	/**
	 * Runs an asynchronous body in a worker.
	 * @param <R> type of the result
	 * @param body the body
	 * @return the future result
	 */
	<R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncCallable<R> body);

	/**
	 * Runs an asynchronous body in a worker.
	 * @param <A> type of the argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param argument its argument
	 * @return the future result
	 */
	<A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncFunction<A, R> body,
			A argument);

	/**
	 * Runs an asynchronous body in a worker.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param first its first argument
	 * @param second its second argument
	 * @return the future result
	 */
	<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncBiFunction<A, B, R> body, A first, B second);

	/**
	 * Runs a plain body on every element of an input.
	 * @param <A> type of an element
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the elements, pulled as capacity allows; may be endless
	 * @return the results, not yet asked for
	 */
	<A extends @Nullable Object, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body,
			Iterable<? extends A> input);

	/**
	 * Runs an asynchronous body on every element of an input.
	 * @param <A> type of an element
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the elements, pulled as capacity allows; may be endless
	 * @return the results, not yet asked for
	 */
	<A extends @Nullable Object, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Iterable<? extends A> input);

	/**
	 * Runs a plain body on every element of a stream.
	 * @param <A> type of an element
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the elements, pulled as capacity allows; may be endless. Not closed
	 * @return the results, not yet asked for; to be asked for once, like the stream
	 */
	default <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body,
			Stream<? extends A> input) {
		return map(body, new StreamInput<>(input));
	}

	/**
	 * Runs a plain body on every element of a publisher.
	 * @param <A> type of an element
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the elements, requested as capacity allows; may be endless
	 * @return the results, not yet asked for; each time they are, the input is subscribed
	 * to
	 */
	<A, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body, Publisher<? extends A> input);

	/**
	 * Runs an asynchronous body on every element of a stream.
	 * @param <A> type of an element
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the elements, pulled as capacity allows; may be endless. Not closed
	 * @return the results, not yet asked for; to be asked for once, like the stream
	 */
	default <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Stream<? extends A> input) {
		return mapAsync(body, new StreamInput<>(input));
	}

	/**
	 * Runs an asynchronous body on every element of a publisher.
	 * @param <A> type of an element
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the elements, requested as capacity allows; may be endless
	 * @return the results, not yet asked for; each time they are, the input is subscribed
	 * to
	 */
	<A, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body, Publisher<? extends A> input);

	/**
	 * Runs a plain body of two arguments on every pair of an input.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the pairs, such as {@code Map.entry(a, b)} or those of a map; pulled
	 * as capacity allows; may be endless
	 * @return the results, not yet asked for
	 */
	<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmap(
			RemoteBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input);

	/**
	 * Runs a plain body of two arguments on every pair of a stream.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the pairs, pulled as capacity allows; may be endless. Not closed
	 * @return the results, not yet asked for; to be asked for once, like the stream
	 */
	default <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmap(
			RemoteBiFunction<A, B, R> body, Stream<? extends Map.Entry<? extends A, ? extends B>> input) {
		return starmap(body, new StreamInput<>(input));
	}

	/**
	 * Runs an asynchronous body of two arguments on every pair of an input.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of a result
	 * @param body the body
	 * @param input the pairs, pulled as capacity allows; may be endless
	 * @return the results, not yet asked for
	 */
	<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmapAsync(
			AsyncBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input);

	/**
	 * Calls a method in a worker and waits for its end. Interruption cancels the task.
	 * @param invocation the call; its method may be of any return type that is not a
	 * stream
	 * @param options how it is to be run
	 * @return what the method returned, an asynchronous result awaited
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * for the result; if it waits for room in the queue, it gets a
	 * {@link PoolSaturatedException} and stays interrupted
	 * @throws Throwable what the method threw, or an {@link OffProcessException}
	 */
	@Nullable Object call(Invocation invocation, TaskOptions options) throws Throwable;

	/**
	 * Calls a method in a worker.
	 * @param invocation the call; its method may be of any return type that is not a
	 * stream
	 * @param options how it is to be run
	 * @return the future result
	 */
	CompletableFuture<@Nullable Object> submit(Invocation invocation, TaskOptions options);

	/**
	 * Calls a method in a worker that returns a stream of items, with back-pressure
	 * across the process boundary.
	 * @param invocation the call; its method returns a {@code Publisher}
	 * @param options how it is to be run; its timeout bounds the wait for each requested
	 * item
	 * @return a cold flux: every subscription is a new task, cancelling it cancels the
	 * producer
	 */
	Flux<Object> stream(Invocation invocation, TaskOptions options);

	/**
	 * Makes a queue that tasks of this pool and this process share.
	 * @param <T> type of the elements
	 * @param capacity so many elements wait in it at most, at least 1
	 * @return the queue; closed with the pool
	 * @throws UnsupportedOperationException if this pool has no worker processes
	 */
	default <T> SharedQueue<T> queue(int capacity) {
		throw new UnsupportedOperationException("Pool '" + name() + "' has no queues, since it has no workers");
	}

	/**
	 * Returns the settings of the pool.
	 * @return the settings it was made of, whatever {@link #resize} has changed since
	 */
	PoolSettings settings();

	/**
	 * Returns the counts of the pool.
	 * @return a snapshot
	 */
	PoolStatistics statistics();

	/**
	 * Returns the workers of the pool.
	 * @return a snapshot, by slot
	 */
	List<WorkerSnapshot> workers();

	/**
	 * Tells what can be expected of the pool.
	 * @return its health
	 */
	PoolHealth health();

	/**
	 * Drains the pool and stops its workers; what runs longer than the
	 * {@code drain-timeout} is killed and ends with {@link PoolClosedException}. Returns
	 * when no worker is left. Further calls wait for the first one.
	 */
	@Override
	void close();

	/**
	 * Kills all workers at once; their tasks and the queued ones end with
	 * {@link PoolClosedException}. Returns when no worker is left.
	 */
	void terminate();

	/**
	 * Waits until a pool that was closed or terminated on another thread has no worker
	 * left.
	 * @param timeout the longest wait
	 * @return {@code false} if workers are left
	 * @throws IllegalStateException if the pool is still open
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	boolean join(Duration timeout) throws InterruptedException;

}
