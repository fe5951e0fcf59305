package io.aiopool;

/**
 * What ended a worker that was lost, so that causes can be told apart without reading
 * text. More may be added.
 */
public enum LossCause {

	/** Its JVM, or what runs tasks there, had no memory left. */
	OUT_OF_MEMORY("by itself: out of memory"),

	/** It crashed, as native code does: a signal of the processor, or a crash report. */
	CRASH("it crashed"),

	/** It exited by itself, as with {@code System.exit}. */
	EXIT("it exited by itself"),

	/** The kernel killed it, or another process at that time, as memory was used up. */
	OOM_KILLER("killed by the kernel, whose out-of-memory killer counts one more"),

	/** A signal of somebody who is not the pool. */
	OUTSIDE("killed by somebody outside, not by the pool"),

	/** The pool killed it, as a task ignored the interrupt at its deadline. */
	DEADLINE,

	/** The pool killed it, as a cancelled task ignored its interrupt. */
	CANCELLED,

	/** The pool killed it, as it showed no sign of life. */
	HEARTBEAT,

	/** The pool killed it, as it was not ready in time. */
	START_TIMEOUT,

	/**
	 * The pool killed it, as it did not leave in time: it was to be replaced, or stopped.
	 */
	STOP_TIMEOUT,

	/** The pool killed it, as it sent what no worker sends. */
	PROTOCOL,

	/** Its owner had it killed. */
	REQUESTED,

	/** None of these: its connection was lost, or its status is unknown. */
	UNKNOWN;

	private final String text;

	LossCause() {
		this("");
	}

	LossCause(String text) {
		this.text = text;
	}

	/**
	 * Says what {@link WorkerExit#describe()} does not.
	 * @return a few words, empty where that says it all
	 */
	public String text() {
		return this.text;
	}

}
