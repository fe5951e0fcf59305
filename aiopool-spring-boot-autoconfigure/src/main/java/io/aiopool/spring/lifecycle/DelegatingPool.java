package io.aiopool.spring.lifecycle;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.Invocation;
import io.aiopool.MapResult;
import io.aiopool.OffProcessException;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteFunction;
import io.aiopool.SharedQueue;
import io.aiopool.TaskOptions;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A pool that asks for the engine behind it with each task. That there is none is told
 * where the result of the task would have been.
 */
abstract class DelegatingPool implements ProcessPool {

	/**
	 * Returns the engine that takes the next task.
	 * @return the engine
	 * @throws io.aiopool.PoolClosedException if there is none at present
	 */
	abstract ProcessPool engine();

	final <R extends @Nullable Object> CompletableFuture<R> task(
			Function<ProcessPool, CompletableFuture<R>> submission) {
		ProcessPool engine;
		try {
			engine = engine();
		}
		catch (OffProcessException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return submission.apply(engine);
	}

	private <R extends @Nullable Object> MapResult<R> map(Function<ProcessPool, MapResult<R>> map) {
		ProcessPool engine;
		try {
			engine = engine();
		}
		catch (OffProcessException ex) {
			return new RefusedMapResult<>(ex);
		}
		return map.apply(engine);
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> apply(RemoteCallable<R> body) {
		return task((engine) -> engine.apply(body));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteFunction<A, R> body, A argument) {
		return task((engine) -> engine.apply(body, argument));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteBiFunction<A, B, R> body, A first, B second) {
		return task((engine) -> engine.apply(body, first, second));
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncCallable<R> body) {
		return task((engine) -> engine.applyAsync(body));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncFunction<A, R> body, A argument) {
		return task((engine) -> engine.applyAsync(body, argument));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncBiFunction<A, B, R> body, A first, B second) {
		return task((engine) -> engine.applyAsync(body, first, second));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body,
			Iterable<? extends A> input) {
		return map((engine) -> engine.map(body, input));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Iterable<? extends A> input) {
		return map((engine) -> engine.mapAsync(body, input));
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body, Publisher<? extends A> input) {
		return map((engine) -> engine.map(body, input));
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Publisher<? extends A> input) {
		return map((engine) -> engine.mapAsync(body, input));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmap(
			RemoteBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		return map((engine) -> engine.starmap(body, input));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmapAsync(
			AsyncBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		return map((engine) -> engine.starmapAsync(body, input));
	}

	@Override
	public @Nullable Object call(Invocation invocation, TaskOptions options) throws Throwable {
		return engine().call(invocation, options);
	}

	@Override
	public CompletableFuture<@Nullable Object> submit(Invocation invocation, TaskOptions options) {
		return task((engine) -> engine.submit(invocation, options));
	}

	@Override
	public Flux<Object> stream(Invocation invocation, TaskOptions options) {
		Objects.requireNonNull(invocation, "invocation");
		Objects.requireNonNull(options, "options");
		return Flux.defer(() -> engine().stream(invocation, options));
	}

	@Override
	public void pause() {
		engine().pause();
	}

	@Override
	public void resume() {
		engine().resume();
	}

	@Override
	public void resize(int processes) {
		engine().resize(processes);
	}

	@Override
	public boolean release(String fingerprint) {
		return engine().release(fingerprint);
	}

	@Override
	public int releaseAll() {
		return engine().releaseAll();
	}

	@Override
	public <T> SharedQueue<T> queue(int capacity) {
		return engine().queue(capacity);
	}

}
