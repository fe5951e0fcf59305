package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an argument or a result cannot cross the process boundary. The worker lives
 * on.
 */
public class TaskSerializationException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	/** Which value failed on which side. */
	public enum Phase {

		/** An argument, in the calling process; the task has not run. */
		ARG_ENCODE,

		/** An argument, in the worker; the task has not run. */
		ARG_DECODE,

		/** The result, in the worker, after the task has run. */
		RESULT_ENCODE,

		/** The result, in the calling process, after the task has run. */
		RESULT_DECODE

	}

	private final Phase phase;

	/**
	 * Creates the exception.
	 * @param phase where it happened
	 * @param message what failed, with which values, and what to do
	 * @param cause why, or {@code null}
	 */
	public TaskSerializationException(Phase phase, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.phase = phase;
	}

	/**
	 * Returns where it happened.
	 * @return the phase, which tells whether the task has run
	 */
	public Phase phase() {
		return this.phase;
	}

}
