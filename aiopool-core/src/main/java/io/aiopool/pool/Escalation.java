package io.aiopool.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.aiopool.PoolSettings;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a task whose time is up or whose caller has gone: a thread dump as
 * evidence, then the caller is told, then the task is interrupted, then, after the grace,
 * its worker is killed. Thread-safe; runs on the timer thread and on threads of workers,
 * and never blocks.
 */
final class Escalation {

	/** How long the caller waits for the evidence. */
	private static final long EVIDENCE_NANOS = 120_000_000;

	private final PoolSettings settings;

	private final Dispatcher dispatcher;

	private final Failures failures;

	private final PoolTimer timer;

	private final WorkerQueries queries;

	/** Why a worker was killed, for the neighbours of the task. */
	private final Map<WorkerHandle, Task> culprits = new ConcurrentHashMap<>();

	Escalation(PoolSettings settings, Dispatcher dispatcher, Failures failures, WorkerQueries queries,
			PoolTimer timer) {
		this.settings = settings;
		this.dispatcher = dispatcher;
		this.failures = failures;
		this.queries = queries;
		this.timer = timer;
	}

	/** The deadline of a task has passed. */
	void expired(Task task) {
		WorkerHandle worker = this.dispatcher.beginGrace(task);
		if (worker == null) {
			timeOut(task, null, null);
		}
		else if (this.dispatcher.isSettled(task)) {
			// Cancelled earlier, and still at it.
			killAfterGrace(task, worker, KillReason.DEADLINE);
		}
		else {
			gatherEvidence(worker, (dump) -> {
				timeOut(task, worker, dump);
				worker.send(new ParentMessage.Cancel(task.id));
				killAfterGrace(task, worker, KillReason.DEADLINE);
			});
		}
	}

	private void timeOut(Task task, @Nullable WorkerHandle worker, @Nullable String dump) {
		if (this.dispatcher.settleTimedOut(task)) {
			task.sink.fail(this.failures.timedOut(task, (worker != null) ? worker.toString() : null, dump));
		}
	}

	private void gatherEvidence(WorkerHandle worker, Consumer<@Nullable String> next) {
		this.queries.ask(worker, ChildMessage.Dump.class, ParentMessage.DumpThreads::new, EVIDENCE_NANOS,
				(answer) -> next.accept((answer instanceof ChildMessage.Dump dump) ? dump.text() : null));
	}

	/** The caller of a task has gone. */
	void cancelled(Task task) {
		WorkerHandle worker = this.dispatcher.settleCancelled(task);
		if (worker != null) {
			worker.send(new ParentMessage.Cancel(task.id));
			if (task.exclusive) {
				killAfterGrace(task, worker, KillReason.CANCELLED);
			}
		}
	}

	private void killAfterGrace(Task task, WorkerHandle worker, KillReason reason) {
		this.timer.later(this.settings.timeouts().killGrace().toNanos(), () -> {
			if (this.dispatcher.workerOf(task) == worker) {
				this.culprits.putIfAbsent(worker, task);
				worker.kill(reason);
			}
		});
	}

	/** Returns the task on whose account a worker was killed, and forgets it. */
	@Nullable Task culprit(WorkerHandle worker) {
		return this.culprits.remove(worker);
	}

}
