package io.aiopool.soak;

import io.aiopool.RemoteFunction;

/**
 * What a child does when its parent is killed.
 */
enum OrphanState {

	/** Waits for work. */
	IDLE(null),

	/** Runs a loop without end. */
	BUSY(OrphanTasks::loop),

	/** Is blocked in native code. */
	NATIVE(OrphanTasks::blockInNativeCode),

	/** Does nothing but collect garbage. */
	THRASHING(OrphanTasks::thrash),

	/** Writes a large result. */
	WRITING(OrphanTasks::write),

	/** Has been stopped. */
	STOPPED(OrphanTasks::hold),

	/** Has processes of its own, one of them detached. */
	WITH_DESCENDANTS(OrphanTasks::startProcesses),

	/** Has not become ready. */
	STARTING(null);

	private final RemoteFunction<String, String> body;

	OrphanState(RemoteFunction<String, String> body) {
		this.body = body;
	}

	/** What brings it there; {@code null} if no task does. */
	RemoteFunction<String, String> body() {
		return this.body;
	}

}
