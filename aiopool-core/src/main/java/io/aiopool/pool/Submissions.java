package io.aiopool.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.PoisonTaskException;
import io.aiopool.PoolRejectedException;
import io.aiopool.PoolSaturatedException;
import io.aiopool.PoolSettings;
import io.aiopool.TaskOptions;
import io.aiopool.payload.Payload;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Makes tasks of calls, hands them to the dispatcher, and sees that their deadlines, and
 * the number of workers that they need, are watched. Thread-safe.
 */
final class Submissions {

	private final PoolSettings settings;

	private final Payloads payloads;

	private final Dispatcher dispatcher;

	private final Blame blame;

	private final Inflows inflows;

	/** Told of failures, if anybody wants to hear of them. */
	private final @Nullable FailureRelay failures;

	private final Watch watch;

	private final PoolTimer timer;

	private final AtomicLong nextId = new AtomicLong();

	/** Who looks after tasks that have been taken. */
	record Watch(DeadlineWheel deadlines, TakeBackTick takeBack, Elasticity elasticity, Recycling recycling) {
	}

	Submissions(PoolSettings settings, Payloads payloads, Dispatcher dispatcher, Blame blame, Inflows inflows,
			@Nullable FailureRelay failures, Watch watch, PoolTimer timer) {
		this.settings = settings;
		this.payloads = payloads;
		this.dispatcher = dispatcher;
		this.blame = blame;
		this.inflows = inflows;
		this.failures = failures;
		this.watch = watch;
		this.timer = timer;
	}

	Task task(Call call, TaskOptions options, boolean stream, TaskSink sink) {
		String name = (options.name() != null) ? options.name() : call.name();
		long id = this.nextId.incrementAndGet();
		Duration timeout = this.settings.timeouts().of(options);
		long deadline = (timeout == null || stream) ? Task.NEVER : this.timer.now() + timeout.toNanos();
		List<Publisher<?>> streams = new ArrayList<>(0);
		Payload arguments = this.payloads.encodeArguments(() -> "task " + id + " (" + name + ")", call, streams);
		String fingerprint = fingerprint(name, call.method(), arguments);
		boolean exclusive = this.blame.mustRunAlone(call.method(), fingerprint)
				|| ((options.exclusive() != null) ? options.exclusive() : call.plain());
		TaskSink told = streams.isEmpty() ? sink : this.inflows.closing(id, sink);
		ReportedSink reported = (this.failures != null) ? new ReportedSink(told, this.failures) : null;
		Task task = new Task(id, name, call.method(), options, exclusive, stream, arguments, fingerprint,
				this.timer.now(), deadline, (reported != null) ? reported : told);
		if (reported != null) {
			reported.bind(task);
		}
		this.inflows.open(task, streams);
		return task;
	}

	private @Nullable String fingerprint(String name, MethodEntry method, Payload arguments) {
		try {
			return this.blame.admit(name, method, arguments);
		}
		catch (PoisonTaskException ex) {
			this.dispatcher.countRejected();
			throw ex;
		}
	}

	/** Takes a task, or throws why not. */
	void submit(Task task, boolean mayWait) {
		try {
			take(task, mayWait);
		}
		catch (PoolRejectedException | PoisonTaskException ex) {
			withdraw(task);
			if (ex instanceof PoolSaturatedException) {
				this.watch.elasticity().saturated();
			}
			throw ex;
		}
		catch (InterruptedException ex) {
			withdraw(task);
			Thread.currentThread().interrupt();
			throw new PoolSaturatedException("Interrupted while waiting for room in the queue of pool '"
					+ this.settings.name() + "': " + task + " was not taken", ex);
		}
		watch(task);
	}

	private void take(Task task, boolean mayWait) throws InterruptedException {
		if (!mayWait) {
			this.dispatcher.submit(task, false);
		}
		else if (!this.dispatcher.offer(task)) {
			// What it waits for may be a worker that nobody has started
			this.watch.elasticity().saturated();
			this.dispatcher.submit(task, true);
		}
	}

	/** Takes a task if there is room for it; throws if the pool takes none at all. */
	boolean offer(Task task) {
		boolean taken;
		try {
			taken = this.dispatcher.offer(task);
		}
		catch (PoolRejectedException | PoisonTaskException ex) {
			withdraw(task);
			throw ex;
		}
		if (taken) {
			watch(task);
		}
		else {
			this.watch.elasticity().saturated();
		}
		return taken;
	}

	/** A task that has been made is not submitted after all. */
	void withdraw(Task task) {
		this.inflows.over(task.id);
	}

	private void watch(Task task) {
		if (task.deadline != Task.NEVER) {
			this.watch.deadlines().set(task, task.deadline);
			if (this.dispatcher.isSettled(task)) {
				this.watch.deadlines().clear(task);
			}
		}
		this.watch.takeBack().wake(task);
		if (this.watch.elasticity().isOn()) {
			this.watch.elasticity().submitted();
		}
		if (this.watch.recycling().limitsTasks()) {
			WorkerHandle worker = this.dispatcher.workerOf(task);
			if (worker != null) {
				this.watch.recycling().sent(worker);
			}
		}
	}

}
