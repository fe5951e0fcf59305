package io.aiopool.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.aiopool.PoisonTaskException;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolRejectedException;
import io.aiopool.PoolSaturatedException;
import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.launch.ProcessLauncher;
import io.aiopool.queue.SharedQueues;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Flusher;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.HeartbeatMonitor;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerLoss;
import io.aiopool.worker.WorkerSupervisor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Puts the parts of a pool together and takes them apart again. Each part has its own
 * lock or none; they are called in this order and never back: engine, escalation,
 * dispatcher; supervisor.
 */
final class Engine implements WorkerSupervisor.Listener, TaskFuture.Completion {

	private static final String WORKER_MAIN = "io.aiopool.child.WorkerMain";

	private static final Duration AFTER_KILL = Duration.ofSeconds(10);

	private final PoolSettings settings;

	private final ScheduledThreadPoolExecutor timer;

	private final Callbacks callbacks;

	private final Payloads payloads;

	private final Failures failures;

	private final Dispatcher dispatcher;

	private final DeadlineWheel deadlines;

	private final Escalation escalation;

	private final Inflows inflows;

	private final SharedQueues queues;

	private final MethodTable methods;

	private final ProcessLauncher launcher;

	private final Flusher flusher;

	private final WorkerSupervisor supervisor;

	private final Quarantine quarantine;

	private final Blame blame;

	private final Recycling recycling;

	private final Elasticity elasticity;

	private final TakeBackTick takeBack;

	private final AtomicLong nextId = new AtomicLong();

	private final AtomicBoolean started = new AtomicBoolean();

	private final AtomicBoolean closing = new AtomicBoolean();

	private final CompletableFuture<Void> firstReady = new CompletableFuture<>();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private final Thread shutdownHook;

	/** Told why its only worker did not start; a pool goes on trying and has none. */
	private volatile @Nullable BiConsumer<Engine, String> onStartFailed;

	Engine(PoolSettings settings) {
		this.settings = settings;
		// First, as it may be refused: nothing is to be undone yet.
		Scheduler scheduler = settings.scheduling().create();
		this.launcher = new ProcessLauncher(settings, WORKER_MAIN);
		this.timer = timer(settings.name());
		this.callbacks = new Callbacks(settings.name(), this.timer);
		this.payloads = new Payloads(settings.payload(), classLoader());
		this.failures = new Failures(settings.name(), this.payloads);
		Retries retries = new Retries(this.failures, this.callbacks, this.timer);
		this.quarantine = new Quarantine(settings.lifecycle().quarantine(), System::nanoTime, Clock.systemUTC());
		this.blame = new Blame(settings.name(), this.quarantine);
		RecyclePolicy policy = new RecyclePolicy(settings.worker().maxTasks(), settings.lifecycle().recycle());
		this.dispatcher = new Dispatcher(settings, scheduler, this.failures, this.payloads.trust(), retries,
				this.callbacks, policy, this.blame, this::forgetDeadline);
		retries.connect(this.dispatcher::resubmit, this.dispatcher::settleFailed);
		this.escalation = new Escalation(settings, this.dispatcher, this.failures, this.timer);
		this.deadlines = new DeadlineWheel(this.timer, this.escalation::expired);
		this.queues = new SharedQueues(this.payloads, this.callbacks);
		this.payloads.connect(this.queues);
		this.inflows = new Inflows(this.payloads, this.dispatcher::workerOf, this.callbacks);
		this.methods = new MethodTable(this.payloads);
		this.flusher = new Flusher("aiopool-" + settings.name() + "-flusher");
		this.supervisor = new WorkerSupervisor(settings, this.launcher, this.flusher, this.timer, this);
		this.recycling = new Recycling(settings, policy, this.dispatcher, this.supervisor, this.timer);
		this.elasticity = new Elasticity(settings.lifecycle().elastic(), settings.worker().childConcurrency(),
				this.dispatcher, this.supervisor, this.timer);
		new HeartbeatMonitor(settings, this.supervisor::workers).start(this.timer);
		this.takeBack = new TakeBackTick(this.dispatcher, this.timer);
		this.shutdownHook = new Thread(this::close, "aiopool-" + settings.name() + "-shutdown");
		if (settings.closeOnShutdown()) {
			Runtime.getRuntime().addShutdownHook(this.shutdownHook);
		}
	}

	private static ScheduledThreadPoolExecutor timer(String pool) {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (body) -> {
			Thread thread = new Thread(body, "aiopool-" + pool + "-timer");
			thread.setDaemon(true);
			return thread;
		});
		timer.setRemoveOnCancelPolicy(true);
		timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return timer;
	}

	private static ClassLoader classLoader() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return (context != null) ? context : Engine.class.getClassLoader();
	}

	PoolSettings settings() {
		return this.settings;
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	WorkerSupervisor supervisor() {
		return this.supervisor;
	}

	Quarantine quarantine() {
		return this.quarantine;
	}

	SharedQueues queues() {
		return this.queues;
	}

	MethodTable methods() {
		return this.methods;
	}

	DeadlineWheel deadlines() {
		return this.deadlines;
	}

	/** Starts as the settings say; throws if the first worker must live and does not. */
	void start() {
		if (this.settings.start() == StartMode.LAZY) {
			return;
		}
		ensureStarted();
		if (this.settings.start() == StartMode.EAGER) {
			awaitFirst();
		}
	}

	private void ensureStarted() {
		if (this.started.compareAndSet(false, true)) {
			if (this.settings.start() == StartMode.EAGER) {
				this.supervisor.start(0);
			}
			else {
				this.supervisor.startAll();
			}
		}
	}

	private void awaitFirst() {
		try {
			this.firstReady.get();
		}
		catch (InterruptedException ex) {
			terminate();
			Thread.currentThread().interrupt();
			throw new PoolUnavailableException(
					"Interrupted while the first worker of pool '" + this.settings.name() + "' was starting", ex);
		}
		catch (ExecutionException ex) {
			terminate();
			String reason = (ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage();
			throw new PoolUnavailableException("Pool '" + this.settings.name() + "' cannot start: " + reason, null);
		}
	}

	/** Makes the task of an invocation and hands it to the dispatcher. */
	<R extends @Nullable Object> TaskFuture<R> submit(Call call, TaskOptions options, boolean mayWait) {
		TaskFuture<R> future = new TaskFuture<>(this);
		Task task = task(call, options, false, future);
		future.bind(task);
		submit(task, mayWait);
		return future;
	}

	/** Runs a body in a worker that gets nothing else to do and has no successor. */
	<R extends @Nullable Object> TaskFuture<R> runOnce(boolean plain, @Nullable Object[] bodyAndArguments,
			BiConsumer<Engine, String> onStartFailed) {
		this.onStartFailed = onStartFailed;
		this.started.set(true);
		TaskFuture<R> future = submit(this.methods.call(plain, bodyAndArguments),
				TaskOptions.DEFAULTS.withExclusive(true), false);
		this.supervisor.startLast(0);
		return future;
	}

	/** Takes no more tasks, and fails those that wait. */
	void abandon(Throwable failure) {
		this.dispatcher.close((task) -> failure);
	}

	Task task(Call call, TaskOptions options, boolean stream, TaskSink sink) {
		String name = (options.name() != null) ? options.name() : call.name();
		long id = this.nextId.incrementAndGet();
		Duration timeout = (options.timeout() != null) ? options.timeout() : this.settings.timeouts().task();
		long deadline = (timeout == null || stream) ? Task.NEVER : System.nanoTime() + timeout.toNanos();
		List<Publisher<?>> streams = new ArrayList<>(0);
		ByteBuffer arguments = this.payloads.encodeArguments("task " + id + " (" + name + ")", call.arguments(),
				call.invocation(), streams);
		String fingerprint = fingerprint(name, arguments);
		boolean exclusive = this.blame.mustRunAlone(fingerprint)
				|| ((options.exclusive() != null) ? options.exclusive() : call.plain());
		TaskSink told = streams.isEmpty() ? sink : this.inflows.closing(id, sink);
		Task task = new Task(id, name, call.method(), options, exclusive, stream, arguments, fingerprint, deadline,
				told);
		this.inflows.open(task, streams);
		return task;
	}

	private @Nullable String fingerprint(String name, ByteBuffer arguments) {
		try {
			return this.blame.admit(name, arguments);
		}
		catch (PoisonTaskException ex) {
			this.dispatcher.countRejected();
			throw ex;
		}
	}

	void submit(Task task, boolean mayWait) {
		if (!this.closing.get()) {
			ensureStarted();
		}
		try {
			this.dispatcher.submit(task, mayWait);
		}
		catch (PoolRejectedException ex) {
			this.inflows.over(task.id);
			if (ex instanceof PoolSaturatedException) {
				this.elasticity.saturated();
			}
			throw ex;
		}
		catch (InterruptedException ex) {
			this.inflows.over(task.id);
			Thread.currentThread().interrupt();
			throw new PoolSaturatedException("Interrupted while waiting for room in the queue of pool '"
					+ this.settings.name() + "': " + task + " was not taken", ex);
		}
		watch(task);
	}

	/** Takes a task if there is room for it; throws if the pool takes none at all. */
	boolean offer(Task task) {
		if (!this.closing.get()) {
			ensureStarted();
		}
		boolean taken;
		try {
			taken = this.dispatcher.offer(task);
		}
		catch (PoolRejectedException ex) {
			withdraw(task);
			throw ex;
		}
		if (taken) {
			watch(task);
		}
		return taken;
	}

	/** A task that has been made is not submitted after all. */
	void withdraw(Task task) {
		this.inflows.over(task.id);
	}

	private void watch(Task task) {
		if (task.deadline != Task.NEVER) {
			this.deadlines.set(task, task.deadline);
			if (this.dispatcher.isSettled(task)) {
				this.deadlines.clear(task);
			}
		}
		this.takeBack.wake(task);
		if (this.elasticity.isOn()) {
			this.elasticity.submitted();
		}
		if (this.recycling.limitsTasks()) {
			WorkerHandle worker = this.dispatcher.workerOf(task);
			if (worker != null) {
				this.recycling.sent(worker);
			}
		}
	}

	/**
	 * Runs something on a callback thread after a while, or here if the pool has ended.
	 */
	void later(long nanos, Runnable callback) {
		try {
			this.timer.schedule(() -> execute(callback), nanos, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			callback.run();
		}
	}

	private void forgetDeadline(Task task) {
		this.deadlines.clear(task);
	}

	@Nullable WorkerHandle demand(Task task, long items) {
		return this.dispatcher.demand(task, items);
	}

	@Override
	public void execute(Runnable callback) {
		this.callbacks.execute(callback);
	}

	@Override
	public @Nullable Object decode(Task task, ByteBuffer value) {
		try {
			return this.payloads.decodeResult(task.toString(), value);
		}
		catch (TaskSerializationException ex) {
			WorkerHandle worker = task.ranIn;
			if (worker != null) {
				this.recycling.unreadable(worker, ex);
			}
			throw ex;
		}
	}

	@Override
	public Throwable decode(Task task, ChildMessage.Failure failure) {
		return this.failures.reported(task, failure);
	}

	@Override
	public void cancel(Task task) {
		this.escalation.cancelled(task);
		this.inflows.over(task.id);
	}

	@Override
	public void ready(WorkerHandle worker) {
		this.recycling.ready(worker);
		this.dispatcher.ready(worker);
		if (this.firstReady.complete(null)) {
			this.supervisor.startAll();
		}
	}

	@Override
	public void received(WorkerHandle worker, List<ChildMessage> batch) throws ProtocolException {
		for (ChildMessage message : batch) {
			if (message instanceof ChildMessage.Dump dump) {
				this.escalation.received(worker, dump);
			}
			this.inflows.received(worker, message);
			this.queues.received(worker, message);
		}
		this.dispatcher.received(worker, batch);
		this.recycling.received(worker, batch);
	}

	@Override
	public boolean retired(WorkerHandle worker) {
		return this.dispatcher.retire(worker);
	}

	/** Changes the number of workers. */
	void resize(int processes) {
		PoolSettings.checkProcesses(processes);
		if (this.closing.get()) {
			throw this.failures.closed(null);
		}
		this.supervisor.resize(processes);
	}

	@Override
	public void ended(WorkerHandle worker, WorkerLoss loss) {
		this.inflows.ended(worker);
		this.queues.ended(worker);
		this.dispatcher.ended(worker, loss, this.escalation.culprit(worker));
	}

	@Override
	public void startFailed(String reason) {
		this.firstReady.completeExceptionally(new PoolUnavailableException(reason, null));
		BiConsumer<Engine, String> last = this.onStartFailed;
		if (last != null) {
			last.accept(this, reason);
		}
	}

	@Override
	public void unavailable(String reason) {
		startFailed(reason);
		this.dispatcher.unavailable(reason);
	}

	/** Drains. */
	void close() {
		if (!this.closing.compareAndSet(false, true)) {
			this.ended.join();
			return;
		}
		this.dispatcher.close();
		this.queues.close();
		this.supervisor.stop();
		end(this.settings.timeouts().drain());
	}

	/** Does not wait for anything that runs. */
	void terminate() {
		boolean first = this.closing.compareAndSet(false, true);
		this.dispatcher.close();
		this.queues.close();
		this.supervisor.kill(KillReason.POOL_CLOSED);
		if (first) {
			end(Duration.ZERO);
		}
		else {
			this.ended.join();
		}
	}

	boolean isStarted() {
		return this.started.get();
	}

	boolean isClosing() {
		return this.closing.get();
	}

	CompletableFuture<Void> whenEnded() {
		return this.ended;
	}

	private void end(Duration drain) {
		boolean interrupted = false;
		try {
			if (!this.supervisor.awaitEnd(drain)) {
				this.supervisor.kill(KillReason.POOL_CLOSED);
				this.supervisor.awaitEnd(AFTER_KILL);
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
			this.supervisor.kill(KillReason.POOL_CLOSED);
		}
		release();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void release() {
		this.timer.shutdown();
		this.callbacks.close();
		this.launcher.close();
		try {
			this.flusher.close();
			Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		}
		catch (IOException | IllegalStateException ex) {
			// The process is going down; the hook is what runs here.
		}
		this.firstReady.completeExceptionally(new PoolClosedException("closed", null));
		this.ended.complete(null);
	}

}
