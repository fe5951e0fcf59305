package io.aiopool.pool;

import io.aiopool.RedeliverySettings;
import io.aiopool.worker.WorkerLoss;

/**
 * Decides whether a task whose worker was lost is sent to another one. A task that may
 * have begun is, only if it is idempotent; each reason has a budget of its own.
 */
final class Redelivery {

	private final RedeliverySettings budgets;

	Redelivery(RedeliverySettings budgets) {
		this.budgets = budgets;
	}

	/** Counts the redelivery against its budget if it is due. */
	boolean isDue(Task task, WorkerLoss loss, boolean started, boolean onAccountOfAnother) {
		if (!started) {
			// What another task did to the worker is no sign that this one never begins
			return onAccountOfAnother || task.redeliveredUnstarted++ < this.budgets.notStarted();
		}
		if (!task.options.idempotent() || task.stream || task.hasBegunToStream()) {
			return false;
		}
		int budget = (onAccountOfAnother && loss.killed() != null) ? this.budgets.neighbourKilled()
				: this.budgets.workerLost();
		return task.redeliveredLost++ < budget;
	}

}
