package io.aiopool.spring.test;

import java.time.Duration;

/**
 * Hurts the child JVMs of an application under test, so that a test sees what the
 * application does then. Nothing is simulated: processes die, hang and fail to start, and
 * the pool notices by itself. A bean of every test context with pools; inject it.
 * Thread-safe.
 * <p>
 * Faults are reset after each test method. A test that used some leaves pools behind that
 * start anew, so that the next one meets neither their back-off nor their quarantine. Not
 * to be used by tests that run in parallel with others of the same application context.
 * <p>
 * All methods but {@link #reset()} and {@link #inPool} throw an
 * {@link IllegalStateException} if {@code aiopool.mode} is not {@code processes}: then
 * there is nothing to hurt but the test itself.
 */
public interface WorkerFaults {

	/**
	 * Returns a view that hurts one pool only. Otherwise faults of tasks and starts
	 * befall whichever pool is next, and {@code kill…} means the default pool.
	 * @param pool its name
	 * @return the view; resetting either resets both
	 * @throws IllegalArgumentException if there is no such pool
	 */
	WorkerFaults inPool(String pool);

	/**
	 * Lets a fault befall the next task that is submitted: a call of an
	 * {@code @OffProcess} method (for a {@code Mono} or {@code Flux}, its next
	 * subscription), or of {@code apply} and {@code applyAsync} of a pool; not the
	 * elements of {@code map}. Called again, it is the turn of the task after that.
	 * @param fault the fault
	 */
	void onNextTask(TaskFault fault);

	/**
	 * Lets a fault befall the next task of a name.
	 * @param task the name, {@code Class.method} unless the annotation has another one
	 * @param fault the fault
	 */
	void onNextTask(String task, TaskFault fault);

	/**
	 * Kills the child JVM that has the most tasks, and waits until it is gone. What it
	 * runs is lost; it is run again if it is idempotent.
	 * @return its process id
	 * @throws IllegalStateException if there is no child JVM, since the pool waits for
	 * its first task
	 */
	long killWorker();

	/**
	 * Waits until a child JVM has a task, and kills it. The task may have begun or not;
	 * if not, another child JVM runs it.
	 * @return its process id
	 * @throws IllegalStateException if there is none within ten seconds
	 */
	long killBusyWorker();

	/**
	 * Lets the next start of a child JVM fail: the JVM ends before it is ready. Called
	 * again, it is the turn of the start after that.
	 */
	void failNextStart();

	/**
	 * Lets the next child JVM take its time to start.
	 * @param delay how much longer than usual it takes, more than zero
	 */
	void delayNextStart(Duration delay);

	/**
	 * Forgets all faults that have not happened yet, ends the tasks that hang, and lets
	 * the pools start anew if any fault has happened: those that had child JVMs have one
	 * that is ready then. Called after each test method.
	 */
	void reset();

}
