package io.aiopool.spring.inline;

import io.aiopool.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of values on their way into a task and out of it. Thread-safe.
 */
interface Crossing {

	/** Values are handed over as they are. */
	Crossing NONE = new Crossing() {

		@Override
		public Parcel send(String task, @Nullable Invocation invocation, @Nullable Object[] values) {
			return () -> values;
		}

		@Override
		public @Nullable Object answer(String task, @Nullable Object value) {
			return value;
		}

		@Override
		public Throwable fail(String task, Throwable failure) {
			return failure;
		}

	};

	/**
	 * Takes the arguments of a task, on the thread of its caller.
	 * @param task what it is called in messages
	 * @param invocation the call; {@code null} if the first of the values is the body
	 * @param values the arguments
	 * @return the arguments on their way
	 * @throws io.aiopool.TaskSerializationException if one of them cannot be sent
	 */
	Parcel send(String task, @Nullable Invocation invocation, @Nullable Object[] values);

	/**
	 * Brings the result of a task, or an item of its stream, to its caller.
	 * @param task what it is called in messages
	 * @param value the value
	 * @return what the caller gets
	 * @throws io.aiopool.TaskSerializationException if it cannot be sent
	 */
	@Nullable Object answer(String task, @Nullable Object value);

	/**
	 * Brings what a task has thrown to its caller.
	 * @param task what it is called in messages
	 * @param failure what it has thrown
	 * @return what the caller gets
	 */
	Throwable fail(String task, Throwable failure);

	/** Arguments that have been sent. */
	@FunctionalInterface
	interface Parcel {

		/**
		 * Unpacks them, on the thread of the task.
		 * @return the arguments as the task sees them
		 * @throws io.aiopool.TaskSerializationException if one of them cannot be read
		 */
		@Nullable Object[] open();

	}

}
