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

	boolean mustRunAlone(MethodEntry method, @Nullable String fingerprint) {
		return method.brake != null || fingerprint != null && this.quarantine.isSuspect(fingerprint);
	}

	/** A task has ended and its worker lives. */
	void harmless(Task task) {
		if (task.fingerprint != null) {
			this.quarantine.acquit(task.fingerprint);
		}
	}

	/** A run of a method that has one worker at a time has ended well. */
	void endedWell(MethodEntry method) {
		this.quarantine.methods().release(method);
	}

	/** A worker was killed from outside that ran no task. */
	void killedAtRandom() {
		this.quarantine.killedAtRandom(null);
	}

	/**
	 * A worker has died.
	 * @param loss how it ended
	 * @param begun the tasks that may have begun and were not answered
	 * @param culprit the task that it was killed for, if it was
	 * @return a method that has one worker at a time from now on, if there is one
	 */
	@Nullable MethodEntry lost(WorkerLoss loss, List<Task> begun, @Nullable Task culprit) {
		List<Task> suspects = (culprit != null) ? List.of(culprit) : begun;
		if (!this.quarantine.isOn() || !isByTask(loss)) {
			return null;
		}
		if (suspects.isEmpty()) {
			if (loss.isFromOutside()) {
				killedAtRandom();
			}
			return null;
		}
		if (suspects.size() > 1) {
			suspects.forEach((task) -> this.quarantine.suspected(fingerprint(task)));
		}
		else if (loss.isFromOutside()) {
			this.quarantine.killedAtRandom(fingerprint(suspects.get(0)));
			this.quarantine.killedFromOutside(suspects.get(0).name, fingerprint(suspects.get(0)));
		}
		else {
			this.quarantine.killed(suspects.get(0).name, fingerprint(suspects.get(0)));
		}
		return proved(loss, suspects);
	}

	/** Many tasks of one method prove as much against it as one. */
	private @Nullable MethodEntry proved(WorkerLoss loss, List<Task> suspects) {
		Task first = suspects.get(0);
		if (!loss.isFromInside() || loss.record() == null
				|| !suspects.stream().allMatch((task) -> task.method == first.method)) {
			return null;
		}
		return this.quarantine.methods().killed(first.name, first.method, fingerprint(first)) ? first.method : null;
	}

	private static String fingerprint(Task task) {
		return (task.fingerprint != null) ? task.fingerprint : Fingerprint.of(task.name, task.method, task.arguments);
	}

	/**
	 * The pool's own reasons, a value of an ended task and a lost caller do not count.
	 */
	private static boolean isByTask(WorkerLoss loss) {
		KillReason killed = loss.killed();
		return killed == null || killed == KillReason.DEADLINE || killed == KillReason.PROTOCOL;
	}

}
