package io.aiopool.logging;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The levels that workers log at, by logger; they follow when these change. Thread-safe.
 */
public final class WorkerLogLevels {

	private static final int LONGEST_NAME = 512;

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private volatile Map<String, Level> levels;

	private volatile boolean changed;

	/**
	 * Creates levels.
	 * @param levels by name of a logger, for it and those below it; that of all others
	 * under the empty name, {@link Level#INFO} if it is missing
	 */
	public WorkerLogLevels(Map<String, Level> levels) {
		this.levels = Map.copyOf(levels);
	}

	/**
	 * Returns the levels.
	 * @return by name of a logger, unmodifiable
	 */
	public Map<String, Level> get() {
		return this.levels;
	}

	/**
	 * Changes the levels. Workers hear of it soon; returns at once.
	 * @param levels as in the constructor
	 */
	public void set(Map<String, Level> levels) {
		Map<String, Level> changed = Map.copyOf(levels);
		if (!changed.equals(this.levels)) {
			this.levels = changed;
			this.changed = true;
			this.listeners.forEach(Runnable::run);
		}
	}

	/**
	 * Tells whether the levels are others than at first.
	 * @return {@code true} once {@link #set} has changed them
	 */
	public boolean haveChanged() {
		return this.changed;
	}

	/**
	 * Tells somebody of changes, on the thread that makes them.
	 * @param listener told, until it is removed
	 */
	public void addListener(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * Tells somebody no more of changes.
	 * @param listener the listener
	 */
	public void removeListener(Runnable listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Finds the level of a logger.
	 * @param levels levels by name
	 * @param logger name of the logger
	 * @return its own level, or that of the nearest logger above it which has one
	 */
	public static Level of(Map<String, Level> levels, String logger) {
		// No logger above one with such a name has a level of its own
		String name = (logger.length() <= LONGEST_NAME) ? logger : logger.substring(0, LONGEST_NAME);
		while (true) {
			Level level = levels.get(name);
			if (level != null) {
				return level;
			}
			if (name.isEmpty()) {
				return Level.INFO;
			}
			int dot = name.lastIndexOf('.');
			name = (dot > 0) ? name.substring(0, dot) : "";
		}
	}

}
