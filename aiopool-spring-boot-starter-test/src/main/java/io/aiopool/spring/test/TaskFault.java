package io.aiopool.spring.test;

/**
 * What can happen to a task, in its real child JVM, in place of what it would have done.
 * Its arguments are not read and its body does not run; name, deadline and all its other
 * options hold.
 */
public enum TaskFault {

	/**
	 * The child JVM is killed by the system while the task runs: the caller gets a
	 * {@link io.aiopool.WorkerLostException} with a signal, and the pool a new child.
	 */
	KILL,

	/**
	 * The task ends its JVM with {@code System.exit(1)}: a
	 * {@link io.aiopool.WorkerLostException} with that exit code.
	 */
	EXIT,

	/**
	 * The task exhausts the heap: a {@link io.aiopool.WorkerOutOfMemoryException}.
	 */
	OUT_OF_MEMORY,

	/**
	 * The task never ends. A plain method holds its thread and ignores interruption, so
	 * that its child JVM has to be killed; an asynchronous one never completes. The
	 * caller gets a {@link io.aiopool.TaskTimeoutException} at the deadline, and waits
	 * until the faults are reset if there is none.
	 */
	HANG,

	/**
	 * The result, or the first item of a stream, cannot be read by the caller's process:
	 * a {@link io.aiopool.TaskSerializationException} with phase {@code RESULT_DECODE}.
	 */
	CORRUPT_RESULT,

	/**
	 * The result, or the first item of a stream, cannot be sent by the child JVM: a
	 * {@link io.aiopool.TaskSerializationException} with phase {@code RESULT_ENCODE}.
	 */
	UNSENDABLE_RESULT

}
