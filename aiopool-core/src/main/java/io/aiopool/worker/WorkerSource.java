package io.aiopool.worker;

/**
 * Where the workers of a pool come from. Thread-safe.
 */
public abstract class WorkerSource {

	/** Kinds of it are known here only. */
	WorkerSource() {
	}

	/**
	 * Returns how lucky the next worker is, from 0 to 1: what is due for all at some time
	 * is due for each at its own.
	 */
	abstract double luck();

	/**
	 * Begins the life of a worker and returns. Called under the roster's lock, so nothing
	 * may be told before it has returned.
	 * @param worker the worker, in which nothing lives yet
	 * @param story told how its life goes
	 */
	abstract void begin(WorkerHandle worker, LifeStory story);

}
