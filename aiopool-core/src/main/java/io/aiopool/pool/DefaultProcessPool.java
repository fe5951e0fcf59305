package io.aiopool.pool;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.Invocation;
import io.aiopool.LostWorker;
import io.aiopool.MapResult;
import io.aiopool.PoolHealth;
import io.aiopool.PoolSettings;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteFunction;
import io.aiopool.SharedQueue;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSnapshot;
import io.aiopool.WorkerSnapshot;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The facade: turns what users type into calls, and the engine's state into snapshots.
 * Views with other options share the engine.
 */
final class DefaultProcessPool implements ProcessPool {

	private final Engine engine;

	private final TaskOptions options;

	private final ContextCapture context;

	private final Streams streams;

	DefaultProcessPool(Engine engine, TaskOptions options) {
		this.engine = engine;
		this.options = options;
		this.context = new ContextCapture(engine.settings().forwarding().context());
		this.streams = new Streams(engine, this.context);
	}

	@Override
	public String name() {
		return settings().name();
	}

	@Override
	public PoolSettings settings() {
		return this.engine.settings();
	}

	@Override
	public ProcessPool with(TaskOptions options) {
		Objects.requireNonNull(options, "options");
		return new DefaultProcessPool(this.engine, options);
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> apply(RemoteCallable<R> body) {
		return run(true, body);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteFunction<A, R> body, A argument) {
		return run(true, body, argument);
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteBiFunction<A, B, R> body, A first, B second) {
		return run(true, body, first, second);
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncCallable<R> body) {
		return run(false, body);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncFunction<A, R> body, A argument) {
		return run(false, body, argument);
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncBiFunction<A, B, R> body, A first, B second) {
		return run(false, body, first, second);
	}

	private <R extends @Nullable Object> CompletableFuture<R> run(boolean plain, @Nullable Object... bodyAndArguments) {
		this.engine.ensureStarted();
		return this.engine.submit(this.engine.methods().call(plain, bodyAndArguments), this.context.addTo(this.options),
				false);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body,
			Iterable<? extends A> input) {
		return map(body, true, false, pulled(input));
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body, Publisher<? extends A> input) {
		return map(body, true, false, published(input));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Iterable<? extends A> input) {
		return map(body, false, false, pulled(input));
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Publisher<? extends A> input) {
		return map(body, false, false, published(input));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmap(
			RemoteBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		return map(body, true, true, pulled(input));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmapAsync(
			AsyncBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		return map(body, false, true, pulled(input));
	}

	private static Supplier<MapSource> pulled(Iterable<?> input) {
		Objects.requireNonNull(input, "input");
		return () -> MapSource.of(input);
	}

	private static Supplier<MapSource> published(Publisher<?> input) {
		Objects.requireNonNull(input, "input");
		return () -> new PublishedSource(input);
	}

	private <R extends @Nullable Object> MapResult<R> map(Object body, boolean plain, boolean pairs,
			Supplier<MapSource> source) {
		Objects.requireNonNull(body, "body");
		return new MapRun<>(new MapPlan(this.engine, this.context.addTo(this.options), body, plain, pairs, source,
				defaultConcurrency(), 0, true, null));
	}

	private int defaultConcurrency() {
		return this.engine.supervisor().processes() * settings().worker().childConcurrency();
	}

	@Override
	public @Nullable Object call(Invocation invocation, TaskOptions options) throws Throwable {
		return submit(invocation, options, true).outcome();
	}

	@Override
	public CompletableFuture<@Nullable Object> submit(Invocation invocation, TaskOptions options) {
		return submit(invocation, options, false);
	}

	private TaskFuture<@Nullable Object> submit(Invocation invocation, TaskOptions options, boolean mayWait) {
		check(invocation, options);
		this.engine.ensureStarted();
		return this.engine.submit(this.engine.methods().call(invocation), this.context.addTo(options), mayWait);
	}

	private static void check(Invocation invocation, TaskOptions options) {
		Objects.requireNonNull(invocation, "invocation");
		Objects.requireNonNull(options, "options");
	}

	@Override
	public Flux<Object> stream(Invocation invocation, TaskOptions options) {
		check(invocation, options);
		return this.streams.stream(invocation, options);
	}

	@Override
	public <T> SharedQueue<T> queue(int capacity) {
		return this.engine.queues().create(capacity);
	}

	@Override
	public PoolStatistics statistics() {
		// The supervisor knows a worker a moment before tasks reach it.
		int ready = Math.min(this.engine.supervisor().serving(), this.engine.staffing().size());
		int processes = this.engine.supervisor().processes();
		long started = this.engine.supervisor().started();
		return this.engine.dispatcher()
			.read((counters, pending, inFlight, unavailable) -> new PoolStatistics(processes, ready, pending, inFlight,
					counters.submitted, counters.completed, counters.failed, counters.rejected, counters.timedOut,
					counters.cancelled, counters.late, counters.retried, counters.redelivered, counters.workersLost,
					started));
	}

	@Override
	public List<WorkerSnapshot> workers() {
		return this.engine.supervisor().workers().stream().map(this::snapshot).toList();
	}

	private WorkerSnapshot snapshot(WorkerHandle worker) {
		return new WorkerSnapshot(worker.slot(), worker.generation(), worker.pid(), worker.state(), worker.startedAt(),
				worker.readyAfter(), this.engine.staffing().inFlight(worker), worker.completed(), worker.failed(),
				worker.residentMemory(), this.engine.supervisor().lastExit(worker.slot()));
	}

	@Override
	public PoolHealth health() {
		boolean complete = !this.engine.life().isStarted() || this.engine.supervisor().isComplete();
		boolean braked = this.engine.quarantine().methods().isOn();
		return this.engine.dispatcher().read((counters, pending, inFlight, unavailable) -> {
			if (this.engine.life().isClosing()) {
				return PoolHealth.CLOSED;
			}
			if (unavailable) {
				return PoolHealth.UNAVAILABLE;
			}
			return isPaused() ? PoolHealth.PAUSED : (complete && !braked) ? PoolHealth.UP : PoolHealth.DEGRADED;
		});
	}

	@Override
	public void resize(int processes) {
		this.engine.resize(processes);
	}

	@Override
	public void pause() {
		this.engine.staffing().pause();
	}

	@Override
	public void resume() {
		this.engine.staffing().resume();
	}

	@Override
	public boolean isPaused() {
		return this.engine.staffing().isPaused();
	}

	@Override
	public boolean recycle(long pid) {
		return this.engine.recycle(pid);
	}

	@Override
	public List<TaskSnapshot> tasks(long pid) {
		WorkerHandle worker = this.engine.diagnostics().worker(pid);
		return (worker != null) ? this.engine.staffing().tasks(worker) : List.of();
	}

	@Override
	public CompletableFuture<String> threadDump(long pid) {
		return this.engine.diagnostics().threadDump(pid);
	}

	@Override
	public CompletableFuture<String> heapHistogram(long pid) {
		return this.engine.diagnostics().heapHistogram(pid);
	}

	@Override
	public List<LostWorker> lostWorkers() {
		return this.engine.losses().list();
	}

	@Override
	public CompletableFuture<List<String>> checkTargets(Collection<Class<?>> types) {
		return this.engine.targetChecks().check(types);
	}

	@Override
	public List<QuarantinedTask> quarantine() {
		return this.engine.quarantine().list();
	}

	@Override
	public boolean release(String fingerprint) {
		return this.engine.quarantine().release(fingerprint);
	}

	@Override
	public int releaseAll() {
		return this.engine.quarantine().releaseAll();
	}

	@Override
	public void close() {
		this.engine.life().close();
	}

	@Override
	public void terminate() {
		this.engine.life().terminate();
	}

	@Override
	public boolean join(Duration timeout) throws InterruptedException {
		if (!this.engine.life().isClosing()) {
			throw new IllegalStateException("pool is still open: '" + name() + "'; close or terminate it first");
		}
		try {
			this.engine.life().whenEnded().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	@Override
	public String toString() {
		return "ProcessPool[" + name() + "]";
	}

}
