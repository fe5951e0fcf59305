package io.aiopool;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The running task, seen from inside the worker. Thread-safe, so that an asynchronous
 * body may capture it and use it on other threads. Publishers that a task returns find it
 * in their Reactor Context, under {@code TaskContext.class}.
 */
public interface TaskContext {

	/**
	 * Returns the context of the task that the calling thread runs.
	 * @return the context
	 * @throws IllegalStateException if the thread runs no task
	 */
	static TaskContext current() {
		TaskContext context = CurrentTask.get();
		if (context == null) {
			throw new IllegalStateException("No task runs on this thread: TaskContext.current() works on the thread"
					+ " that an aiopool worker runs a task on; capture it there to use it on other threads");
		}
		return context;
	}

	/**
	 * Returns the context of the task that the calling thread runs, if it runs one.
	 * @return the context, or {@code null}
	 */
	static @Nullable TaskContext find() {
		return CurrentTask.get();
	}

	/**
	 * Makes a context that of the calling thread, until the next call. For libraries that
	 * carry it from thread to thread; others use {@link #run}.
	 * @param context the context, or {@code null} for none
	 */
	static void bind(@Nullable TaskContext context) {
		CurrentTask.set(context);
	}

	/**
	 * Runs a body with this context as the current one of the calling thread.
	 * @param body the body
	 */
	default void run(Runnable body) {
		TaskContext before = CurrentTask.get();
		CurrentTask.set(this);
		try {
			body.run();
		}
		finally {
			CurrentTask.set(before);
		}
	}

	/**
	 * Returns the id of the task, unique in its pool.
	 * @return the id
	 */
	long id();

	/**
	 * Returns the number of this attempt.
	 * @return the attempt, from 1
	 */
	int attempt();

	/**
	 * Returns the time left until the deadline.
	 * @return the time, zero if the deadline has passed, or {@code null} without deadline
	 */
	@Nullable Duration remaining();

	/**
	 * Returns what the caller sent along besides the arguments, such as trace ids; see
	 * {@link TaskOptions#withContext} and {@link TaskContextSource}.
	 * @return values by name, unmodifiable; empty if nothing was sent
	 */
	Map<String, String> context();

	/**
	 * Tells whether the caller has given up: it cancelled, or the deadline has passed.
	 * @return {@code true} if nobody waits for the result any more
	 */
	boolean isCancelled();

	/**
	 * Tells the progress listener of the caller, if there is one, how far the task has
	 * come. Returns at once and costs little: of what is said within 50 ms the latest is
	 * sent, and always the last. Has no effect once the task has ended.
	 * @param fraction from 0 to 1; values beyond are taken as the nearer of these
	 * @param message what to say with it, or {@code null}; at most the first 1,000
	 * characters are sent
	 * @throws IllegalArgumentException if the fraction is not a number
	 */
	void progress(double fraction, @Nullable String message);

	/**
	 * Tells how far the task has come.
	 * @param fraction from 0 to 1
	 */
	default void progress(double fraction) {
		progress(fraction, null);
	}

}
