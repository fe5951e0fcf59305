package io.aiopool.spring.inline;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.Invocation;
import io.aiopool.MapResult;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolHealth;
import io.aiopool.PoolSettings;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerSnapshot;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ReflectionUtils;

/**
 * A pool without processes: each task runs on a thread of this JVM. Nothing is isolated,
 * encoded, queued, retried or bounded by a deadline; for tests and debugging.
 * Thread-safe.
 */
public final class InlinePool implements ProcessPool {

	private final PoolSettings settings;

	private final Function<Class<?>, Object> targets;

	private final ExecutorService threads;

	private final LongAdder submitted = new LongAdder();

	private final LongAdder completed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/**
	 * Creates the pool.
	 * @param settings its settings, of which the name, and for maps the concurrency
	 * matter
	 * @param targets finds the instance that an invocation is made on
	 */
	public InlinePool(PoolSettings settings, Function<Class<?>, Object> targets) {
		this.settings = settings;
		this.targets = targets;
		this.threads = Executors.newCachedThreadPool(threadFactory(settings.name()));
	}

	private static ThreadFactory threadFactory(String name) {
		return (task) -> {
			Thread thread = new Thread(task, "aiopool-" + name + "-inline");
			thread.setDaemon(true);
			return thread;
		};
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public ProcessPool with(TaskOptions options) {
		return this;
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> apply(RemoteCallable<R> body) {
		return run(body::call);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteFunction<A, R> body, A argument) {
		return run(() -> body.apply(argument));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteBiFunction<A, B, R> body, A first, B second) {
		return run(() -> body.apply(first, second));
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncCallable<R> body) {
		return run(() -> await(body.call()));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncFunction<A, R> body, A argument) {
		return run(() -> await(body.apply(argument)));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncBiFunction<A, B, R> body, A first, B second) {
		return run(() -> await(body.apply(first, second)));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body,
			Iterable<? extends A> input) {
		return new InlineMapResult<>(InlineMapResult.boxes(input), InlineMapResult.size(input),
				(element) -> apply(body, element), this.settings.processes());
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body, Publisher<? extends A> input) {
		return new InlineMapResult<A, R>(Flux.from(input).map(Optional::of), -1, (element) -> apply(body, element),
				this.settings.processes());
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Iterable<? extends A> input) {
		return new InlineMapResult<>(InlineMapResult.boxes(input), InlineMapResult.size(input),
				(element) -> applyAsync(body, element), asyncConcurrency());
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Publisher<? extends A> input) {
		return new InlineMapResult<A, R>(Flux.from(input).map(Optional::of), -1, (element) -> applyAsync(body, element),
				asyncConcurrency());
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmap(
			RemoteBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		return map((pair) -> body.apply(pair.getKey(), pair.getValue()), input);
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmapAsync(
			AsyncBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		return mapAsync((pair) -> body.apply(pair.getKey(), pair.getValue()), input);
	}

	private int asyncConcurrency() {
		return this.settings.processes() * this.settings.worker().childConcurrency();
	}

	@Override
	public @Nullable Object call(Invocation invocation, TaskOptions options) throws Throwable {
		try {
			return submit(invocation, options).get();
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

	@Override
	public CompletableFuture<@Nullable Object> submit(Invocation invocation, TaskOptions options) {
		return run(() -> {
			Object result = invoke(invocation);
			return (result instanceof CompletionStage<?> stage) ? await(stage)
					: (result instanceof Mono<?> mono) ? await(mono.toFuture()) : result;
		});
	}

	@Override
	public Flux<Object> stream(Invocation invocation, TaskOptions options) {
		return Mono.fromFuture(() -> run(() -> invoke(invocation)))
			.flatMapMany((publisher) -> (Publisher<?>) publisher)
			.cast(Object.class);
	}

	private @Nullable Object invoke(Invocation invocation) throws Exception {
		try {
			ReflectionUtils.makeAccessible(invocation.method());
			return invocation.method().invoke(this.targets.apply(invocation.targetType()), invocation.arguments());
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	private static <R extends @Nullable Object> R await(CompletionStage<R> stage) throws Exception {
		try {
			return stage.toCompletableFuture().get();
		}
		catch (ExecutionException ex) {
			ReflectionUtils.rethrowException(ex.getCause());
			throw ex;
		}
	}

	private <R extends @Nullable Object> CompletableFuture<R> run(Callable<R> body) {
		if (this.threads.isShutdown()) {
			return CompletableFuture
				.failedFuture(new PoolClosedException("Pool '" + name() + "' takes no tasks: it is closed", null));
		}
		CompletableFuture<R> result = new CompletableFuture<>();
		this.submitted.increment();
		Future<?> running = this.threads.submit(() -> run(body, result));
		result.whenComplete((value, failure) -> {
			(failure == null ? this.completed : this.failed).increment();
			running.cancel(true);
		});
		return result;
	}

	private static <R extends @Nullable Object> void run(Callable<R> body, CompletableFuture<R> result) {
		try {
			result.complete(body.call());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

	@Override
	public PoolSettings settings() {
		return this.settings;
	}

	@Override
	public PoolStatistics statistics() {
		return new PoolStatistics(0, 0, 0, 0, this.submitted.sum(), this.completed.sum(), this.failed.sum(), 0, 0, 0, 0,
				0, 0, 0);
	}

	@Override
	public List<WorkerSnapshot> workers() {
		return List.of();
	}

	@Override
	public PoolHealth health() {
		return this.threads.isShutdown() ? PoolHealth.CLOSED : PoolHealth.UP;
	}

	/** There are no workers to change the number of. */
	@Override
	public void resize(int processes) {
		PoolSettings.checkProcesses(processes);
	}

	@Override
	public List<QuarantinedTask> quarantine() {
		return List.of();
	}

	@Override
	public boolean release(String fingerprint) {
		return false;
	}

	@Override
	public int releaseAll() {
		return 0;
	}

	@Override
	public void close() {
		this.threads.shutdown();
		try {
			if (!join(this.settings.timeouts().drain())) {
				terminate();
			}
		}
		catch (InterruptedException ex) {
			terminate();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void terminate() {
		this.threads.shutdownNow();
	}

	@Override
	public boolean join(Duration timeout) throws InterruptedException {
		if (!this.threads.isShutdown()) {
			throw new IllegalStateException("Pool '" + name() + "' is still open: close or terminate it first");
		}
		return this.threads.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

}
