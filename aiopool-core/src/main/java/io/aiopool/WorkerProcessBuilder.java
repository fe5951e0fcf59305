package io.aiopool;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.pool.ProcessPools;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link WorkerProcess} from a body and settings. Not thread-safe. Every value
 * is checked where it is given. The body comes last: one of {@code task}, for bodies that
 * hold a thread until they end, and {@code taskAsync}.
 */
public final class WorkerProcessBuilder {

	private static final AtomicLong NUMBERS = new AtomicLong();

	private final PoolBuilder settings = new PoolBuilder();

	private @Nullable String name;

	WorkerProcessBuilder() {
	}

	/**
	 * Names the process; {@code "process-1"} and so on otherwise.
	 * @param name not blank
	 * @return this builder
	 */
	public WorkerProcessBuilder name(String name) {
		this.name = Checks.notBlank("name", name);
		return this;
	}

	/**
	 * Sets the hook that runs in the process before the body.
	 * @param type the class, with a no-arg constructor
	 * @param args what {@link WorkerContext#args()} returns
	 * @return this builder
	 */
	public WorkerProcessBuilder initializer(Class<? extends WorkerInitializer> type, String... args) {
		this.settings.initializer(type.getName(), List.of(args));
		return this;
	}

	/**
	 * Sets all that concerns the inside of the process at once; concurrency and the
	 * number of tasks have no effect.
	 * @param worker the settings
	 * @return this builder
	 */
	public WorkerProcessBuilder worker(WorkerSettings worker) {
		this.settings.worker(worker);
		return this;
	}

	/**
	 * Sets how the JVM is started.
	 * @param jvm the settings
	 * @return this builder
	 */
	public WorkerProcessBuilder jvm(JvmSettings jvm) {
		this.settings.jvm(jvm);
		return this;
	}

	/**
	 * Sets how the process gets its classes.
	 * @param launch the strategy, or {@code null} for this JVM's class path
	 * @return this builder
	 */
	public WorkerProcessBuilder launch(@Nullable LaunchStrategy launch) {
		this.settings.launch(launch);
		return this;
	}

	/**
	 * Sets the deadline of the body, counted from {@link WorkerProcess#start()}; none
	 * otherwise.
	 * @param timeout more than zero, or {@code null} for none
	 * @return this builder
	 */
	public WorkerProcessBuilder taskTimeout(@Nullable Duration timeout) {
		this.settings.taskTimeout(timeout);
		return this;
	}

	/**
	 * Sets the time the process has to start, its initializer included; 30 s otherwise.
	 * @param timeout more than zero
	 * @return this builder
	 */
	public WorkerProcessBuilder startTimeout(Duration timeout) {
		this.settings.startTimeout(timeout);
		return this;
	}

	/**
	 * Sets the time between interrupt and kill; 2 s otherwise.
	 * @param grace zero or more
	 * @return this builder
	 */
	public WorkerProcessBuilder killGrace(Duration grace) {
		this.settings.killGrace(grace);
		return this;
	}

	/**
	 * Sets how long {@link WorkerProcess#close()} waits, and the teardown of the process
	 * may take; 20 s otherwise.
	 * @param timeout zero or more
	 * @return this builder
	 */
	public WorkerProcessBuilder drainTimeout(Duration timeout) {
		this.settings.drainTimeout(timeout);
		return this;
	}

	/**
	 * Sets the packages of the application, whose classes may cross the process boundary;
	 * the package of the body may in any case.
	 * @param packages package names
	 * @return this builder
	 */
	public WorkerProcessBuilder applicationPackages(Collection<String> packages) {
		this.settings.applicationPackages(packages);
		return this;
	}

	/**
	 * Sets further packages whose classes may cross the process boundary.
	 * @param packages package names, or {@code "*"} for all
	 * @return this builder
	 */
	public WorkerProcessBuilder trustedPackages(Collection<String> packages) {
		this.settings.trustedPackages(packages);
		return this;
	}

	/**
	 * Sets well-known libraries whose values may cross in both directions.
	 * @param presets names such as {@code jackson}; {@code "none"} among them takes away
	 * what crosses without being named here
	 * @return this builder
	 */
	public WorkerProcessBuilder trustedPresets(Collection<String> presets) {
		this.settings.trustedPresets(presets);
		return this;
	}

	/**
	 * Sets the largest encoded argument list or result; 64 MiB otherwise.
	 * @param bytes 1 KiB to 1 GiB
	 * @return this builder
	 */
	public WorkerProcessBuilder maxPayload(int bytes) {
		this.settings.maxPayload(bytes);
		return this;
	}

	/**
	 * Creates the process that runs a plain body.
	 * @param <R> type of the result
	 * @param body the body
	 * @return the process, not started
	 * @throws IllegalStateException inside a worker, which has no processes of its own
	 */
	public <R extends @Nullable Object> WorkerProcess<R> task(RemoteCallable<R> body) {
		return create(true, body);
	}

	/**
	 * Creates the process that runs a plain body.
	 * @param <A> type of the argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param argument its argument
	 * @return the process, not started
	 * @throws IllegalStateException inside a worker, which has no processes of its own
	 */
	public <A extends @Nullable Object, R extends @Nullable Object> WorkerProcess<R> task(RemoteFunction<A, R> body,
			A argument) {
		return create(true, body, argument);
	}

	/**
	 * Creates the process that runs a plain body.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param first its first argument
	 * @param second its second argument
	 * @return the process, not started
	 * @throws IllegalStateException inside a worker, which has no processes of its own
	 */
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> WorkerProcess<R> task(
			RemoteBiFunction<A, B, R> body, A first, B second) {
		return create(true, body, first, second);
	}

	/**
	 * Creates the process that runs an asynchronous body.
	 * @param <R> type of the result
	 * @param body the body
	 * @return the process, not started
	 * @throws IllegalStateException inside a worker, which has no processes of its own
	 */
	public <R extends @Nullable Object> WorkerProcess<R> taskAsync(AsyncCallable<R> body) {
		return create(false, body);
	}

	/**
	 * Creates the process that runs an asynchronous body.
	 * @param <A> type of the argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param argument its argument
	 * @return the process, not started
	 * @throws IllegalStateException inside a worker, which has no processes of its own
	 */
	public <A extends @Nullable Object, R extends @Nullable Object> WorkerProcess<R> taskAsync(AsyncFunction<A, R> body,
			A argument) {
		return create(false, body, argument);
	}

	/**
	 * Creates the process that runs an asynchronous body.
	 * @param <A> type of the first argument
	 * @param <B> type of the second argument
	 * @param <R> type of the result
	 * @param body the body
	 * @param first its first argument
	 * @param second its second argument
	 * @return the process, not started
	 * @throws IllegalStateException inside a worker, which has no processes of its own
	 */
	public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> WorkerProcess<R> taskAsync(
			AsyncBiFunction<A, B, R> body, A first, B second) {
		return create(false, body, first, second);
	}

	private <R extends @Nullable Object> WorkerProcess<R> create(boolean plain, @Nullable Object... bodyAndArguments) {
		RedeliverySettings never = new RedeliverySettings(0, 0, 0);
		String name = (this.name != null) ? this.name : "process-" + NUMBERS.incrementAndGet();
		PoolSettings one = this.settings.name(name)
			.processes(1)
			.start(StartMode.LAZY)
			.redelivery(never)
			.maxTasksPerChild(0)
			.settings();
		return ProcessPools.process(one, plain, bodyAndArguments);
	}

}
