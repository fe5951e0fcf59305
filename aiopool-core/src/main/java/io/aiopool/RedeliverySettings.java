package io.aiopool;

/**
 * How often a task is sent to another worker after its worker was lost, by reason.
 *
 * @param notStarted for a task that provably had not begun, idempotent or not
 * @param workerLost for an idempotent task whose worker died while it ran
 * @param neighbourKilled for an idempotent task whose worker was killed on account of
 * another task
 */
public record RedeliverySettings(int notStarted, int workerLost, int neighbourKilled) {

	/** 2, 1 and 2 times. */
	public static final RedeliverySettings DEFAULTS = new RedeliverySettings(2, 1, 2);

	public RedeliverySettings {
		Checks.atLeast("redelivery.not-started", notStarted, 0);
		Checks.atLeast("redelivery.worker-lost", workerLost, 0);
		Checks.atLeast("redelivery.neighbour-killed", neighbourKilled, 0);
	}

}
