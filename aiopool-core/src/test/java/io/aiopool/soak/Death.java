package io.aiopool.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.aiopool.RemoteFunction;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerOutOfMemoryException;
import io.aiopool.WorkerProtocolException;

/**
 * How workers end.
 */
enum Death {

	KILLED_BUSY("SIGKILL while it runs a task", SignalDeaths::killBusy),

	KILLED_BUSY_IDEMPOTENT("SIGKILL while it runs an idempotent task", SignalDeaths::killIdempotent),

	KILLED("SIGKILL, whatever it does", SignalDeaths::killAny),

	KILLED_BOTH("SIGKILL of both at once", SignalDeaths::killBoth),

	KILLED_SPARE("SIGKILL of the spare", SignalDeaths::killSpare),

	KILLED_STARTING("SIGKILL while it starts", SignalDeaths::killStarting),

	KILLED_WRITING("SIGKILL while it writes its result", SignalDeaths::killWriting),

	STOPPED_BUSY("SIGSTOP while it runs a task with a deadline", SignalDeaths::stopBusy),

	STOPPED("SIGSTOP, found by its heartbeat", SignalDeaths::stopAny),

	NOT_STARTED("initializer fails at a respawn", SignalDeaths::failNextStart),

	EXIT("System.exit", byTask(FatalTasks::exit, WorkerLostException.class)),

	HALT("Runtime.halt", byTask(FatalTasks::halt, WorkerLostException.class)),

	HANGING_HOOK("System.exit with a shutdown hook that hangs",
			byTask(FatalTasks::exitWithHangingHook, WorkerLostException.class)),

	CRASH("SIGSEGV in native code", byTask(FatalTasks::segfault, WorkerLostException.class)),

	HEAP("heap exhausted", byTask(FatalTasks::exhaustHeap, WorkerOutOfMemoryException.class)),

	METASPACE("metaspace exhausted", byTask(FatalTasks::exhaustMetaspace, WorkerOutOfMemoryException.class)),

	DIRECT_MEMORY("direct memory exhausted", byTask(FatalTasks::exhaustDirectMemory, WorkerOutOfMemoryException.class)),

	THREADS("no thread can be created", byTask(FatalTasks::exhaustThreads, WorkerOutOfMemoryException.class)),

	GRANDCHILD("halt while a grandchild holds its output",
			byTask(FatalTasks::leaveGrandchild, WorkerLostException.class)),

	GARBAGE("corrupted frame", byTask(FatalTasks::writeGarbage, WorkerProtocolException.class)),

	LOOP("infinite loop, killed at the deadline", TaskDeaths.atDeadline(FatalTasks::loop)),

	NATIVE("blocked in native code, killed at the deadline", TaskDeaths.atDeadline(FatalTasks::blockInNativeCode)),

	CANCELLED("cancelled, interrupt ignored", TaskDeaths::cancel),

	STACK_OVERFLOW("stack overflow, replaced", TaskDeaths::overflowStack),

	/** By a pool of its own, see {@link Soak}. */
	RECYCLED("recycled after so many tasks", null);

	private static final List<Death> MORE = List.of(KILLED_BUSY, KILLED_BUSY, KILLED, KILLED, EXIT, HALT,
			KILLED_BUSY_IDEMPOTENT, KILLED_WRITING);

	private final String text;

	private final Cause cause;

	/** Makes it happen, and sees what comes of it. */
	interface Cause {

		void to(Scene scene, Death kind) throws Exception;

	}

	Death(String text, Cause cause) {
		this.text = text;
		this.cause = cause;
	}

	private static Cause byTask(RemoteFunction<Order, Answer> body, Class<? extends Throwable> told) {
		return TaskDeaths.byTask(body, told);
	}

	/**
	 * All kinds that have to be brought about, some of them more than once, at random.
	 */
	static List<Death> round(Random random) {
		List<Death> round = new ArrayList<>(MORE);
		Stream.of(values()).filter((kind) -> kind.cause != null).forEach(round::add);
		Collections.shuffle(round, random);
		return round;
	}

	void happen(Scene scene) throws Exception {
		this.cause.to(scene, this);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
