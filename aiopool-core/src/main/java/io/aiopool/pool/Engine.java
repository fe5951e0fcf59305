package io.aiopool.pool;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import io.aiopool.LossCause;
import io.aiopool.OffProcessException;
import io.aiopool.PoolSettings;
import io.aiopool.TaskExceptionHandler;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.payload.Payload;
import io.aiopool.queue.SharedQueues;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.HeartbeatMonitor;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerLoss;
import io.aiopool.worker.WorkerSupervisor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a pool together and takes them apart again. Each part has its own
 * lock or none; they are called in this order and never back: engine, escalation,
 * dispatcher; supervisor.
 */
final class Engine implements WorkerSupervisor.Listener, TaskFuture.Completion {

	private final PoolSettings settings;

	/** Elements of so many times max-payload may wait to be put by one worker. */
	private static final long QUEUED_PAYLOADS = 4;

	private final PoolTimer timer;

	/** As the timer tells. */
	private final long madeAt;

	private final Executor callbacks;

	private final Payloads payloads;

	private final Failures failures;

	private final DispatchState state;

	private final Dispatcher dispatcher;

	private final Staffing staffing;

	private final StopLimit stopLimit;

	private final Reception reception;

	private final DeadlineWheel deadlines;

	private final Escalation escalation;

	private final WorkerQueries queries;

	private final Diagnostics diagnostics;

	private final TargetChecks targetChecks;

	private final LossLog losses = new LossLog(Clock.systemUTC());

	private final LossCauses causes = new LossCauses();

	private final WorkerNotices notices;

	private final Inflows inflows;

	private final SharedQueues queues;

	private final MethodTable methods;

	private final WorkerSupervisor supervisor;

	private final Quarantine quarantine;

	private final Blame blame;

	private final Recycling recycling;

	private final Submissions submissions;

	private final PoolLife life;

	private final LogRelay logs;

	private final Runnable onLogLevels = this::tellLogLevels;

	/** Told why its only worker did not start; a pool goes on trying and has none. */
	private volatile @Nullable BiConsumer<Engine, String> onStartFailed;

	Engine(PoolSettings settings) {
		// The scheduler first, as it may be refused: nothing is to be undone yet.
		this(settings, settings.scheduling().create(), new ProcessHost(settings));
	}

	Engine(PoolSettings settings, Scheduler scheduler, Host host) {
		this.settings = settings;
		this.timer = host.timer();
		this.madeAt = this.timer.now();
		this.callbacks = host.callbacks();
		this.notices = new WorkerNotices(settings.name(), this.timer, this.callbacks, () -> life().isClosing());
		this.logs = new LogRelay(settings.name(), settings.forwarding().logs(), this.callbacks);
		this.payloads = new Payloads(settings.payload(), classLoader());
		this.failures = new Failures(settings.name(), this.payloads, this.timer);
		Retries retries = new Retries(this.failures, this.callbacks, this.timer);
		this.quarantine = new Quarantine(settings.lifecycle().quarantine(), this.timer::now, Clock.systemUTC());
		this.blame = new Blame(settings.name(), this.quarantine);
		RecyclePolicy policy = new RecyclePolicy(settings.worker().maxTasks(), settings.lifecycle().recycle());
		this.state = new DispatchState(settings, scheduler, this.failures, this.payloads.trust(), this.timer,
				(task) -> deadlines().clear(task));
		this.dispatcher = new Dispatcher(this.state, this.failures);
		this.staffing = new Staffing(settings, this.state, policy);
		this.stopLimit = new StopLimit(settings, this.staffing, this.timer);
		this.reception = new Reception(this.state, this.failures, retries, settings.redelivery(), this.blame,
				this.callbacks);
		retries.connect(this.dispatcher::resubmit, this.dispatcher::settleFailed);
		this.queries = new WorkerQueries(this.timer);
		this.escalation = new Escalation(settings, this.dispatcher, this.failures, this.queries, this.timer);
		this.deadlines = new DeadlineWheel(this.timer, this.escalation::expired);
		this.queues = new SharedQueues(this.payloads, this.callbacks,
				QUEUED_PAYLOADS * settings.payload().maxPayload());
		this.payloads.connect(this.queues);
		this.inflows = new Inflows(this.payloads, this.dispatcher::workerOf, this.callbacks);
		this.methods = new MethodTable(this.payloads);
		this.supervisor = new WorkerSupervisor(settings, host.workers(), this.timer, this);
		this.diagnostics = new Diagnostics(this.supervisor, this.queries, this.callbacks);
		this.targetChecks = new TargetChecks(settings, this.supervisor::workers, this.queries, this.callbacks);
		this.recycling = new Recycling(settings, policy, this.staffing, this.supervisor, this.timer, this.notices);
		this.failures.connect(this::unreadable);
		Elasticity elasticity = new Elasticity(settings.lifecycle().elastic(), this.staffing, this.supervisor,
				this.timer);
		new HeartbeatMonitor(settings, this.supervisor::workers, this.timer).start();
		this.submissions = new Submissions(settings, this.payloads, this.dispatcher, this.blame, this.inflows, relay(),
				new Submissions.Watch(this.deadlines, new TakeBackTick(this.staffing, this.timer), elasticity,
						this.recycling),
				this.timer);
		this.life = new PoolLife(settings, this.supervisor, this::shut,
				(drain) -> this.notices.drainIsOver(drain, this.staffing.tasks()), () -> release(host));
		settings.forwarding().logs().levels().addListener(this.onLogLevels);
	}

	private @Nullable FailureRelay relay() {
		TaskExceptionHandler handler = this.settings.forwarding().exceptionHandler();
		return (handler != null)
				? new FailureRelay(this.settings.name(), handler, this.failures, this.timer, this.callbacks) : null;
	}

	private static ClassLoader classLoader() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return (context != null) ? context : Engine.class.getClassLoader();
	}

	PoolSettings settings() {
		return this.settings;
	}

	DispatchState state() {
		return this.state;
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

	Staffing staffing() {
		return this.staffing;
	}

	Diagnostics diagnostics() {
		return this.diagnostics;
	}

	TargetChecks targetChecks() {
		return this.targetChecks;
	}

	LossLog losses() {
		return this.losses;
	}

	Submissions submissions() {
		return this.submissions;
	}

	PoolLife life() {
		return this.life;
	}

	/** To be called early: while the first worker starts, its first task is prepared. */
	void ensureStarted() {
		this.life.ensureStarted();
	}

	/**
	 * Makes the task of a call and hands it to the dispatcher. Whatever keeps it from
	 * being run is told by the future.
	 */
	<R extends @Nullable Object> TaskFuture<R> submit(Call call, TaskOptions options, boolean mayWait) {
		TaskFuture<R> future = new TaskFuture<>(this);
		try {
			Task task = this.submissions.task(call, options, false, future);
			future.bind(task);
			submit(task, mayWait);
		}
		catch (OffProcessException ex) {
			future.refuse(ex);
		}
		return future;
	}

	/** Hands a task to the dispatcher, or throws why it is not taken. */
	void submit(Task task, boolean mayWait) {
		this.life.ensureStarted();
		this.submissions.submit(task, mayWait);
	}

	/** Takes a task if there is room for it; throws if the pool takes none at all. */
	boolean offer(Task task) {
		this.life.ensureStarted();
		return this.submissions.offer(task);
	}

	/** Runs a body in a worker that gets nothing else to do and has no successor. */
	<R extends @Nullable Object> TaskFuture<R> runOnce(boolean plain, @Nullable Object[] bodyAndArguments,
			BiConsumer<Engine, String> onStartFailed) {
		this.onStartFailed = onStartFailed;
		TaskFuture<R> future = new TaskFuture<>(this);
		Task task = this.submissions.task(this.methods.call(plain, bodyAndArguments),
				TaskOptions.DEFAULTS.withExclusive(true), false, future);
		future.bind(task);
		this.submissions.submit(task, false);
		this.life.startLast();
		return future;
	}

	/** Takes no more tasks, and fails those that wait. */
	void abandon(Throwable failure) {
		this.dispatcher.close((task) -> failure);
	}

	/** Returns the time, in nanoseconds by the timer of the pool. */
	long now() {
		return this.timer.now();
	}

	/**
	 * Runs something on a callback thread after a while, or here if the pool has ended.
	 */
	void later(long nanos, Runnable callback) {
		if (!this.timer.later(nanos, () -> execute(callback))) {
			callback.run();
		}
	}

	@Nullable WorkerHandle demand(Task task, long items) {
		return this.dispatcher.demand(task, items);
	}

	@Override
	public void execute(Runnable callback) {
		this.callbacks.execute(callback);
	}

	@Override
	public @Nullable Object decode(Task task, Payload value) {
		try {
			return this.payloads.decodeResult(task, value);
		}
		catch (TaskSerializationException ex) {
			unreadable(task, ex);
			if (task.sink instanceof ReportedSink reported) {
				reported.unreadable(ex);
			}
			throw ex;
		}
	}

	private void unreadable(Task task, TaskSerializationException failure) {
		WorkerHandle worker = task.ranIn;
		if (worker != null) {
			this.recycling.unreadable(worker, failure);
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
		this.staffing.ready(worker);
		this.targetChecks.ready(worker);
		if (this.settings.forwarding().logs().levels().haveChanged()) {
			tellLogLevels(worker);
		}
		this.life.ready();
	}

	@Override
	public void received(WorkerHandle worker, List<ChildMessage> batch) throws ProtocolException {
		ProtocolException violation = null;
		try {
			for (ChildMessage message : batch) {
				this.queries.received(worker, message);
				if (message instanceof ChildMessage.Log log) {
					this.logs.received(worker, log);
				}
				this.inflows.received(worker, message);
				this.queues.received(worker, message);
			}
		}
		catch (ProtocolException ex) {
			// What it has said about its tasks counts all the same.
			violation = ex;
		}
		this.reception.received(worker, batch);
		this.recycling.received(worker, batch);
		if (violation != null) {
			throw violation;
		}
	}

	@Override
	public boolean retired(WorkerHandle worker) {
		this.stopLimit.retired(worker);
		return this.staffing.retire(worker);
	}

	/** Replaces a worker; {@code false} if there is none that serves. */
	boolean recycle(long pid) {
		WorkerHandle worker = this.diagnostics.worker(pid);
		return worker != null && this.recycling.asked(worker);
	}

	/** Changes the number of workers. */
	void resize(int processes) {
		PoolSettings.checkProcesses(processes);
		if (this.life.isClosing()) {
			throw this.failures.closed(null);
		}
		this.supervisor.resize(processes);
	}

	@Override
	public void printed(WorkerHandle worker, boolean error, String line) {
		this.logs.printed(worker, error, line);
	}

	@Override
	public void leftOut(WorkerHandle worker, long lines) {
		this.logs.leftOut(worker, lines);
	}

	private void tellLogLevels() {
		this.supervisor.workers().forEach(this::tellLogLevels);
	}

	/** One that is starting has been told, and is told again when it is ready. */
	private void tellLogLevels(WorkerHandle worker) {
		LogForwardingSettings settings = this.settings.forwarding().logs();
		if (settings.enabled() && worker.state() != WorkerState.STARTING) {
			worker.send(new ParentMessage.LogLevels(settings.levels().get()));
		}
	}

	@Override
	public void ended(WorkerHandle worker, WorkerLoss loss) {
		this.stopLimit.ended(worker);
		this.inflows.ended(worker);
		this.queues.ended(worker);
		this.queries.ended(worker);
		LossCause cause = this.causes.of(loss);
		List<TaskSnapshot> tasks = this.staffing.tasks(worker);
		Task culprit = this.escalation.culprit(worker);
		boolean lost = this.losses.ended(cause, loss, tasks.stream().map(TaskSnapshot::name).toList());
		this.reception.ended(worker, loss, culprit);
		if (lost) {
			this.notices.lost(cause, loss, tasks, culprit);
		}
	}

	@Override
	public void neverReady(WorkerLoss loss) {
		if (loss.isFromOutside()) {
			this.blame.killedAtRandom();
		}
		this.losses.neverReady(this.causes.of(loss), loss.exit());
	}

	@Override
	public void startFailed(String reason, boolean fromOutside) {
		this.notices.neverReady(reason, fromOutside);
		failed(reason, fromOutside);
	}

	private void failed(String reason, boolean fromOutside) {
		boolean overdue = this.timer.now() - this.madeAt > this.settings.timeouts().start().toNanos();
		if (!fromOutside || overdue) {
			this.life.startFailed(reason);
		}
		BiConsumer<Engine, String> last = this.onStartFailed;
		if (last != null) {
			last.accept(this, reason);
		}
	}

	@Override
	public void unavailable(String reason) {
		this.notices.unavailable(reason);
		failed(reason, false);
		this.dispatcher.unavailable(reason);
	}

	private void shut() {
		this.dispatcher.close();
		this.queues.close();
		this.targetChecks.close(this.failures.closed(null));
	}

	private void release(Host host) throws IOException {
		this.settings.forwarding().logs().levels().removeListener(this.onLogLevels);
		host.release();
		this.queries.close();
	}

}
