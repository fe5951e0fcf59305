package io.aiopool.pool;

import java.util.List;

import io.aiopool.PoisonTaskException;
import io.aiopool.QuarantinedTask;
import io.aiopool.payload.Payload;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerLoss;
import org.jspecify.annotations.Nullable;

/**
 * Finds out of which task a worker has died, and refuses those that are known for it.
 * Stateless but for the quarantine; called outside the dispatcher's lock, since
 * fingerprints take time.
 */
final class Blame {

	private final String pool;

	private final Quarantine quarantine;

	Blame(String pool, Quarantine quarantine) {
		this.pool = pool;
		this.quarantine = quarantine;
	}

	/**
	 * Decides about a task before it is submitted.
	 * @return its fingerprint if there is any reason to look at it
	 */
	@Nullable String admit(String name, MethodEntry method, Payload arguments) {
		if (!this.quarantine.isAlert()) {
			return null;
		}
		String fingerprint = Fingerprint.of(name, method, arguments);
		QuarantinedTask found = this.quarantine.find(fingerprint);
		if (found != null) {
			throw new PoisonTaskException("Task " + name + " was not taken by pool '" + this.pool
					+ "': with the same arguments it has killed " + found.deaths()
					+ " workers, and is in quarantine since " + found.since()
					+ ". When its cause is mended, release it by its fingerprint " + fingerprint
					+ ": with ProcessPool.release, or DELETE at the actuator.", fingerprint);
		}
		return fingerprint;
	}

	boolean mustRunAlone(@Nullable String fingerprint) {
		return fingerprint != null && this.quarantine.isSuspect(fingerprint);
	}

	/** A task has ended and its worker lives. */
	void harmless(Task task) {
		if (task.fingerprint != null) {
			this.quarantine.acquit(task.fingerprint);
		}
	}

	/**
	 * A worker has died.
	 * @param loss how it ended
	 * @param begun the tasks that may have begun and were not answered
	 * @param culprit the task that it was killed for, if it was
	 */
	void lost(WorkerLoss loss, List<Task> begun, @Nullable Task culprit) {
		if (!this.quarantine.isOn() || !isByTask(loss)) {
			return;
		}
		List<Task> to = (culprit != null) ? List.of(culprit) : begun;
		for (Task task : to) {
			String fingerprint = (task.fingerprint != null) ? task.fingerprint
					: Fingerprint.of(task.name, task.method, task.arguments);
			if (to.size() == 1) {
				this.quarantine.killed(task.name, fingerprint);
			}
			else {
				this.quarantine.suspected(fingerprint);
			}
		}
	}

	/**
	 * The pool's own reasons, a value of an ended task and a lost caller do not count.
	 */
	private static boolean isByTask(WorkerLoss loss) {
		KillReason killed = loss.killed();
		return killed == null || killed == KillReason.DEADLINE || killed == KillReason.PROTOCOL;
	}

}
