package io.aiopool.spring.inline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.Invocation;
import io.aiopool.MapResult;
import io.aiopool.PoolHealth;
import io.aiopool.PoolSettings;
import io.aiopool.PoolStatistics;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerSnapshot;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A pool without processes: each task runs on a thread of this JVM. Nothing is isolated,
 * queued, retried or bounded by a deadline; for tests and debugging. Thread-safe.
 */
@SuppressWarnings({ "unchecked", "NullAway" }) // values have the types with which they
												// were given
public final class InlinePool implements ProcessPool {

	private final PoolSettings settings;

	private final InlineTasks tasks;

	private final InlineInvocations invocations;

	private InlinePool(PoolSettings settings, Function<Class<?>, Object> targets, Crossing crossing) {
		this.settings = settings;
		this.tasks = new InlineTasks(settings.name(), crossing);
		this.invocations = new InlineInvocations(this.tasks, targets);
	}

	/**
	 * Creates a pool whose tasks get the very arguments of their callers.
	 * @param settings its settings, of which the name, and for maps the concurrency
	 * matter
	 * @param targets finds the instance that an invocation is made on
	 * @return the pool
	 */
	public static InlinePool sharing(PoolSettings settings, Function<Class<?>, Object> targets) {
		return new InlinePool(settings, targets, Crossing.NONE);
	}

	/**
	 * Creates a pool whose tasks get copies of the arguments, and their callers copies of
	 * the results, made as if there were a process boundary: what cannot cross it fails.
	 * @param settings its settings, of which the name, what may cross, and for maps the
	 * concurrency matter
	 * @param targets finds the instance that an invocation is made on
	 * @param classLoader finds the classes of what crosses
	 * @return the pool
	 */
	public static InlinePool serializing(PoolSettings settings, Function<Class<?>, Object> targets,
			ClassLoader classLoader) {
		return new InlinePool(settings, targets, new SerializingCrossing(settings.payload(), classLoader));
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
		return run((all) -> ((RemoteCallable<R>) body(all)).call(), body);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteFunction<A, R> body, A argument) {
		return run((all) -> ((RemoteFunction<A, R>) body(all)).apply((A) all[1]), body, argument);
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> apply(
			RemoteBiFunction<A, B, R> body, A first, B second) {
		return run((all) -> ((RemoteBiFunction<A, B, R>) body(all)).apply((A) all[1], (B) all[2]), body, first, second);
	}

	@Override
	public <R extends @Nullable Object> CompletableFuture<R> applyAsync(AsyncCallable<R> body) {
		return run((all) -> (R) InlineTasks.outcome(((AsyncCallable<R>) body(all)).call()), body);
	}

	@Override
	public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncFunction<A, R> body, A argument) {
		return run((all) -> (R) InlineTasks.outcome(((AsyncFunction<A, R>) body(all)).apply((A) all[1])), body,
				argument);
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
			AsyncBiFunction<A, B, R> body, A first, B second) {
		return run(
				(all) -> (R) InlineTasks.outcome(((AsyncBiFunction<A, B, R>) body(all)).apply((A) all[1], (B) all[2])),
				body, first, second);
	}

	private static Object body(@Nullable Object[] all) {
		return Objects.requireNonNull(all[0], "body");
	}

	private <R extends @Nullable Object> CompletableFuture<R> run(InlineTasks.Body<R> call,
			@Nullable Object... bodyAndArguments) {
		Objects.requireNonNull(bodyAndArguments[0], "body");
		String name = "The task " + body(bodyAndArguments).getClass().getSimpleName();
		Crossing crossing = this.tasks.crossing();
		return this.tasks.start(name, null, bodyAndArguments, (all) -> (R) crossing.answer(name, call.run(all)));
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
		Flux<Optional<Map.Entry<? extends A, ? extends B>>> pairs = InlineMapResult.boxes(input);
		return new InlineMapResult<>(pairs, InlineMapResult.size(input),
				(pair) -> apply(body, pair.getKey(), pair.getValue()), this.settings.processes());
	}

	@Override
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> MapResult<R> starmapAsync(
			AsyncBiFunction<A, B, R> body, Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
		Flux<Optional<Map.Entry<? extends A, ? extends B>>> pairs = InlineMapResult.boxes(input);
		return new InlineMapResult<>(pairs, InlineMapResult.size(input),
				(pair) -> applyAsync(body, pair.getKey(), pair.getValue()), asyncConcurrency());
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
		return this.invocations.submit(invocation, options);
	}

	@Override
	public Flux<Object> stream(Invocation invocation, TaskOptions options) {
		return this.invocations.stream(invocation, options);
	}

	@Override
	public PoolSettings settings() {
		return this.settings;
	}

	@Override
	public PoolStatistics statistics() {
		return this.tasks.statistics();
	}

	@Override
	public List<WorkerSnapshot> workers() {
		return List.of();
	}

	@Override
	public PoolHealth health() {
		return this.tasks.isClosed() ? PoolHealth.CLOSED : PoolHealth.UP;
	}

	/** There are no workers to change the number of. */
	@Override
	public void resize(int processes) {
		PoolSettings.checkProcesses(processes);
	}

	@Override
	public void close() {
		this.tasks.close();
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
		this.tasks.terminate();
	}

	@Override
	public boolean join(Duration timeout) throws InterruptedException {
		if (!this.tasks.isClosed()) {
			throw new IllegalStateException("Pool '" + name() + "' is still open: close or terminate it first");
		}
		return this.tasks.awaitEnd(timeout);
	}

}
