package io.aiopool;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a worker offers its {@link WorkerInitializer}. Thread-safe, and valid as long as
 * the worker lives.
 */
public interface WorkerContext {

	/**
	 * Registers an instance, from then on used as the target of tasks on that type and as
	 * constructor argument of targets that are built in the worker.
	 * @param <T> the type
	 * @param type the type under which it is found; registering a type twice is an error
	 * @param instance the instance
	 */
	<T> void register(Class<T> type, T instance);

	/**
	 * Adds an action that runs when the worker is told to stop and has no task left, the
	 * last added first. A worker that is killed runs none, and one whose actions take
	 * longer than the pool's {@code drain-timeout} is killed.
	 * @param action the action
	 */
	void onClose(AutoCloseable action);

	/**
	 * Returns the pool's {@code init-args}.
	 * @return the arguments, unmodifiable
	 */
	List<String> args();

	/**
	 * Returns an application property that the pool exposes to its workers.
	 * @param name the name of the property
	 * @return its value, or {@code null} if it has none or is not exposed
	 */
	@Nullable String property(String name);

	/**
	 * Returns the slot that the worker was started for, which its replacement takes over.
	 * @return the slot, from 0; 1024 for a worker that was started as a spare
	 */
	int slot();

	/**
	 * Returns how many workers the slot has had, this one included.
	 * @return the generation, from 1
	 */
	int generation();

}
