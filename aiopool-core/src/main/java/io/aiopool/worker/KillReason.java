package io.aiopool.worker;

/**
 * Why a worker was killed, from the least to the most specific: when several reasons
 * meet, the later one is what callers are told.
 */
public enum KillReason {

	/** Its connection ended while its process lived. */
	CONNECTION_LOST("killed by the pool: its connection had ended"),

	/** It did not leave after it was told to. */
	STOP_TIMEOUT("killed by the pool: it did not stop in time"),

	/** It was still starting when it was no longer needed. */
	NOT_NEEDED("killed by the pool: it was no longer needed"),

	/** The pool was terminated, or its drain time was over. */
	POOL_CLOSED("killed by the pool: the pool was closed"),

	/** Its owner wanted it dead, see {@link io.aiopool.WorkerProcess#kill()}. */
	REQUESTED("killed on request"),

	/** It was not ready in time. */
	START_TIMEOUT("killed by the pool: it was not ready within the start timeout"),

	/** It was stopped or wedged. */
	HEARTBEAT("killed by the pool: it showed no sign of life for longer than the heartbeat timeout"),

	/** A cancelled exclusive task did not react to its interrupt. */
	CANCELLED("killed by the pool: a cancelled task ignored its interrupt"),

	/** A task did not react to the interrupt at its deadline. */
	DEADLINE("killed by the pool: a task ignored the interrupt at its deadline"),

	/**
	 * It sent a value whose class may not cross: such a child would not be built here.
	 */
	NOT_ALLOWED("killed by the pool: it sent a value of a class that is not allowed"),

	/** It broke the protocol. */
	PROTOCOL("killed by the pool: it broke the protocol");

	private final String text;

	KillReason(String text) {
		this.text = text;
	}

	/**
	 * Says it in words.
	 * @return for example {@code "killed by the pool: it broke the protocol"}
	 */
	public String text() {
		return this.text;
	}

	/** Returns the one that says more. */
	KillReason or(KillReason other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
