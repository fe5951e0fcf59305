package io.aiopool.pool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.aiopool.AsyncFunction;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;

/**
 * A pool whose tasks can be watched below their futures, which hide a second outcome:
 * every outcome that the engine has for a task goes through a gate, once as it should be.
 */
public final class CountedTasks implements AutoCloseable {

	private final Engine engine;

	private final ProcessPool pool;

	private CountedTasks(Engine engine) {
		this.engine = engine;
		this.pool = new DefaultProcessPool(engine, TaskOptions.DEFAULTS);
	}

	/** Starts a pool as its settings say. */
	public static CountedTasks open(PoolSettings settings) {
		Engine engine = new Engine(settings);
		engine.life().start();
		return new CountedTasks(engine);
	}

	/** The same pool, as users see it. */
	public ProcessPool pool() {
		return this.pool;
	}

	/**
	 * Runs a plain body.
	 * @param gate handed each outcome, which reaches the future when it is run
	 */
	public <A, R> CompletableFuture<R> apply(RemoteFunction<A, R> body, A argument, TaskOptions options,
			Consumer<Runnable> gate) {
		return submit(true, options, gate, body, argument);
	}

	/**
	 * Runs an asynchronous body.
	 * @param gate handed each outcome, which reaches the future when it is run
	 */
	public <A, R> CompletableFuture<R> applyAsync(AsyncFunction<A, R> body, A argument, TaskOptions options,
			Consumer<Runnable> gate) {
		return submit(false, options, gate, body, argument);
	}

	private <R> CompletableFuture<R> submit(boolean plain, TaskOptions options, Consumer<Runnable> gate,
			Object... bodyAndArgument) {
		TaskFuture<R> future = new TaskFuture<>(this.engine);
		Call call = this.engine.methods().call(plain, bodyAndArgument);
		Task task = this.engine.submissions().task(call, options, false, new GatedSink(future, gate));
		future.bind(task);
		this.engine.submit(task, false);
		return future;
	}

	@Override
	public void close() {
		this.pool.close();
	}

	private record GatedSink(TaskSink sink, Consumer<Runnable> gate) implements TaskSink {

		@Override
		public void succeed(Payload value) {
			this.gate.accept(() -> this.sink.succeed(value));
		}

		@Override
		public void fail(ChildMessage.Failure failure) {
			this.gate.accept(() -> this.sink.fail(failure));
		}

		@Override
		public void fail(Throwable failure) {
			this.gate.accept(() -> this.sink.fail(failure));
		}

	}

}
