package io.aiopool.spring.aop;

import java.util.Map;

/**
 * The observation of one task, from before its submission to its end.
 */
@FunctionalInterface
public interface TaskObservation {

	/** What is done while a task is submitted, to be ended on the same thread. */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		/** No scope. */
		Scope NONE = () -> {
		};

		@Override
		void close();

	}

	/**
	 * Returns what is to go with the task.
	 * @return values by name
	 */
	default Map<String, String> context() {
		return Map.of();
	}

	/**
	 * Begins what holds on this thread while the task is submitted.
	 * @return ends it
	 */
	default Scope openScope() {
		return Scope.NONE;
	}

	/**
	 * The task has ended, or was refused. Called once.
	 * @param end how, and where its time went
	 */
	void ended(TaskEnd end);

}
