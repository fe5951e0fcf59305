package io.aiopool.spring;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.Invocation;
import io.aiopool.MapResult;
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

import org.springframework.beans.BeanUtils;

/**
 * A pool that makes calls in the test's own process, on a new instance of the target
 * class as a worker would, and remembers them.
 */
public class FakePool implements ProcessPool {

	private final List<QuarantinedTask> quarantined = new CopyOnWriteArrayList<>();

	private final PoolSettings settings;

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final AtomicInteger closed = new AtomicInteger();

	private volatile boolean open = true;

	private volatile int resized;

	private volatile PoolHealth health = PoolHealth.UP;

	private volatile List<WorkerSnapshot> workers = List.of();

	private volatile @Nullable CompletableFuture<@Nullable Object> next;

	public record Call(Invocation invocation, TaskOptions options) {
	}

	public FakePool(String name) {
		this(ProcessPool.builder().name(name).settings());
	}

	public FakePool(PoolSettings settings) {
		this.settings = settings;
	}

	public List<Call> calls() {
		return this.calls;
	}

	public int timesClosed() {
		return this.closed.get();
	}

	public boolean isOpen() {
		return this.open;
	}

	public void health(PoolHealth health) {
		this.health = health;
	}

	public void workers(WorkerSnapshot... workers) {
		this.workers = List.of(workers);
	}

	/** Answers the next call with this future instead of making it. */
	public void answer(CompletableFuture<@Nullable Object> next) {
		this.next = next;
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
		this.calls.add(new Call(invocation, options));
		CompletableFuture<@Nullable Object> prepared = this.next;
		if (prepared != null) {
			return prepared;
		}
		try {
			Object result = invoke(invocation);
			if (result instanceof CompletionStage<?> stage) {
				return stage.<@Nullable Object>thenApply((value) -> value).toCompletableFuture();
			}
			return (result instanceof Mono<?> mono) ? mono.cast(Object.class).toFuture()
					: CompletableFuture.completedFuture(result);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Flux<Object> stream(Invocation invocation, TaskOptions options) {
		return Flux.defer(() -> {
			this.calls.add(new Call(invocation, options));
			try {
				return (Publisher<?>) invoke(invocation);
			}
			catch (Exception ex) {
				return Flux.error(ex);
			}
		}).cast(Object.class);
	}

	private static Object invoke(Invocation invocation) throws Exception {
		try {
			invocation.method().setAccessible(true);
			return invocation.method()
				.invoke(BeanUtils.instantiateClass(invocation.targetType()), invocation.arguments());
		}
		catch (InvocationTargetException ex) {
			throw (ex.getTargetException() instanceof Exception cause) ? cause : ex;
		}
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public PoolSettings settings() {
		return this.settings;
	}

	@Override
	public PoolStatistics statistics() {
		int done = this.calls.size();
		return new PoolStatistics(this.settings.processes(), this.workers.size(), 3, 2, done, done, 0, 4, 5, 6, 11, 7,
				8, 9, 10);
	}

	@Override
	public List<WorkerSnapshot> workers() {
		return this.workers;
	}

	@Override
	public PoolHealth health() {
		return this.open ? this.health : PoolHealth.CLOSED;
	}

	public void quarantine(QuarantinedTask task) {
		this.quarantined.add(task);
	}

	@Override
	public List<QuarantinedTask> quarantine() {
		return List.copyOf(this.quarantined);
	}

	@Override
	public boolean release(String fingerprint) {
		return this.quarantined.removeIf((task) -> task.fingerprint().equals(fingerprint));
	}

	@Override
	public int releaseAll() {
		int released = this.quarantined.size();
		this.quarantined.clear();
		return released;
	}

	@Override
	public void close() {
		this.open = false;
		this.closed.incrementAndGet();
	}

	@Override
	public void resize(int processes) {
		PoolSettings.checkProcesses(processes);
		this.resized = processes;
	}

	public int resized() {
		return this.resized;
	}

	@Override
	public void terminate() {
		close();
	}

	@Override
	public boolean join(Duration timeout) {
		return !this.open;
	}

	@Override
	public ProcessPool with(TaskOptions options) {
		return this;
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> apply(RemoteCallable<R> body) {
		try {
			return CompletableFuture.completedFuture(body.call());
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteFunction<A, R> body, A argument) {
		return apply(() -> body.apply(argument));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteBiFunction<A, B, R> body, A first, B second) {
		return apply(() -> body.apply(first, second));
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncCallable<R> body) {
		return this.<CompletionStage<R>>apply(body::call).thenCompose((stage) -> stage);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncFunction<A, R> body, A argument) {
		return applyAsync(() -> body.apply(argument));
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncBiFunction<A, B, R> body, A first, B second) {
		return applyAsync(() -> body.apply(first, second));
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body,
			Iterable<? extends A> input) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Iterable<? extends A> input) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> map(RemoteFunction<A, R> body, Publisher<? extends A> input) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <A, R extends @Nullable Object> MapResult<R> mapAsync(AsyncFunction<A, R> body,
			Publisher<? extends A> input) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmap(
			RemoteBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmapAsync(
			AsyncBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		throw new UnsupportedOperationException();
	}

}
