package io.aiopool.pool;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aiopool.PoolSettings;
import io.aiopool.TaskSerializationException;
import io.aiopool.WorkerState;
import io.aiopool.codec.PayloadException;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerSupervisor;

/**
 * Sees which workers are worn: by tasks, age, memory, or by what a task has done to them.
 * Thread-safe; tells the supervisor, which does the rest.
 */
final class Recycling {

	private static final System.Logger logger = System.getLogger(Recycling.class.getName());

	/** After it nobody knows what was left half done, locks included. */
	private static final String STACK_OVERFLOW = StackOverflowError.class.getName();

	private static final long MEASURE_MILLIS = 1000;

	private static final int LOOKS_PER_AGE = 8;

	private final PoolSettings settings;

	private final RecyclePolicy policy;

	private final MemoryLimit<WorkerHandle> memory;

	private final Staffing staffing;

	private final WorkerSupervisor supervisor;

	private final PoolTimer timer;

	private final WorkerNotices notices;

	private final boolean limitsTasks;

	Recycling(PoolSettings settings, RecyclePolicy policy, Staffing staffing, WorkerSupervisor supervisor,
			PoolTimer timer, WorkerNotices notices) {
		this.settings = settings;
		this.policy = policy;
		this.staffing = staffing;
		this.supervisor = supervisor;
		this.timer = timer;
		this.notices = notices;
		this.limitsTasks = settings.worker().maxTasks() > 0;
		this.memory = new MemoryLimit<>(settings.lifecycle().recycle().maxMemory());
		lookNowAndThen();
	}

	private void lookNowAndThen() {
		Duration maxAge = this.settings.lifecycle().recycle().maxAge();
		long ageMillis = (maxAge != null) ? Math.max(1, maxAge.toMillis() / LOOKS_PER_AGE) : Long.MAX_VALUE;
		long memoryMillis = this.memory.isOn() ? MEASURE_MILLIS : Long.MAX_VALUE;
		long millis = Math.min(ageMillis, memoryMillis);
		if (millis != Long.MAX_VALUE) {
			this.timer.every(TimeUnit.MILLISECONDS.toNanos(millis), this::look);
		}
	}

	private void look() {
		List<WorkerHandle> workers = this.supervisor.workers();
		this.memory.retain(workers);
		for (WorkerHandle worker : workers) {
			if (worker.state() == WorkerState.READY && !worker.isLeaving()) {
				Duration oldest = this.policy.oldest(worker.luck());
				if (oldest != null && worker.served().compareTo(oldest) >= 0) {
					recycle(worker, "it is older than " + oldest.toMillis() + " ms");
				}
				else if (this.memory.isOn()) {
					measure(worker);
				}
			}
		}
	}

	private void measure(WorkerHandle worker) {
		if (this.memory.measured(worker, worker.residentMemory(), this.timer.now()) == MemoryLimit.Verdict.SUSPECT) {
			worker.questions().collectGarbage();
			worker.send(new ParentMessage.CollectGarbage());
		}
	}

	/** A worker begins to serve: what it has now is its own. */
	void ready(WorkerHandle worker) {
		if (this.memory.isOn()) {
			measure(worker);
		}
	}

	/** Whether it must hear of each task that is {@link #sent}. */
	boolean limitsTasks() {
		return this.limitsTasks;
	}

	/** A worker has been given a task. */
	void sent(WorkerHandle worker) {
		checkTasks(worker);
	}

	/** A worker has answered, which may be the last answer that was waited for. */
	void received(WorkerHandle worker, List<ChildMessage> batch) {
		for (ChildMessage message : batch) {
			if (message instanceof ChildMessage.Failure failure && failure.type().equals(STACK_OVERFLOW)) {
				recycle(worker, "a task ended with " + STACK_OVERFLOW);
			}
			else if (message instanceof ChildMessage.Collected) {
				collected(worker);
			}
		}
		if (worker.isLeaving()) {
			this.supervisor.recycle(worker);
		}
		else if (this.limitsTasks) {
			checkTasks(worker);
		}
	}

	private void checkTasks(WorkerHandle worker) {
		if (worker.isLeaving()) {
			return;
		}
		switch (this.staffing.wear(worker)) {
			case USED_UP -> {
				worker.markUsedUp();
				recycle(worker, "it has had all its tasks");
			}
			case NEARLY -> this.supervisor.prepareRecycling(worker);
			case NONE -> {
			}
		}
	}

	private void collected(WorkerHandle worker) {
		long resident = worker.residentMemory();
		long baseline = this.memory.baseline(worker);
		String numbers = "it has " + (resident >> 20) + " MiB of resident memory after a garbage collection, "
				+ (baseline >> 20) + " MiB when it became ready";
		switch (this.memory.collected(worker, resident, worker.completed() + worker.failed() > 0)) {
			case OVER -> recycle(worker, numbers);
			case POINTLESS -> logger.log(Level.WARNING,
					() -> "Pool '" + this.settings.name() + "' replaces workers by memory no longer: " + worker
							+ " has run no task, but " + numbers + ". Raise aiopool.recycle.max-memory, which is "
							+ (this.settings.lifecycle().recycle().maxMemory() >> 20) + " MiB.");
			case FINE, SUSPECT -> {
			}
		}
	}

	/** An operator wants another one in its place. */
	boolean asked(WorkerHandle worker) {
		if (worker.state() != WorkerState.READY || worker.slot() == WorkerHandle.NO_SLOT) {
			return false;
		}
		recycle(worker, "somebody asked for it");
		return true;
	}

	/** What a worker has sent cannot be read here. */
	void unreadable(WorkerHandle worker, TaskSerializationException failure) {
		if (failure.getCause() instanceof PayloadException cause && cause.kind() == PayloadException.Kind.NOT_ALLOWED) {
			worker.kill(KillReason.NOT_ALLOWED);
			return;
		}
		recycle(worker, "it has sent a value that cannot be read");
	}

	private void recycle(WorkerHandle worker, String why) {
		boolean known = worker.isLeaving();
		this.supervisor.recycle(worker);
		if (!known && worker.isLeaving()) {
			this.notices.recycles(worker, why);
		}
	}

}
