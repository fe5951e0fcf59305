package io.aiopool.logging;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The way from a worker's logs to those of its parent, for adapters of logging frameworks
 * in the worker. Thread-safe; never blocks.
 */
public interface WorkerLog {

	/**
	 * Returns the log of this worker.
	 * @return the log, or {@code null} if this process is no worker or forwards nothing
	 */
	static @Nullable WorkerLog find() {
		return Installed.LOG.get();
	}

	/** Makes this the log of this process. For the engine. */
	default void install() {
		Installed.LOG.set(this);
	}

	/**
	 * Returns the lowest level that a logger forwards.
	 * @param logger name of the logger
	 * @return the level, which may change when {@link #version()} does
	 */
	Level level(String logger);

	/**
	 * Returns a number that changes whenever a level may have.
	 * @return the number
	 */
	int version();

	/**
	 * Returns what of the context of the calling thread's task belongs to its log events.
	 * @return values by name, unmodifiable; empty if the thread runs no task
	 */
	Map<String, String> taskContext();

	/**
	 * Forwards an event of the calling thread, unless there have been too many. Its level
	 * is not looked at any more.
	 * @param level its level
	 * @param logger name of the logger
	 * @param message the message, formatted
	 * @param failure what goes with it, or {@code null}
	 * @param context the diagnostic context
	 */
	void log(Level level, String logger, @Nullable String message, @Nullable Throwable failure,
			Map<String, String> context);

	/** Where the log of this process is kept. */
	final class Installed {

		private static final AtomicReference<@Nullable WorkerLog> LOG = new AtomicReference<>();

		private Installed() {
		}

	}

}
