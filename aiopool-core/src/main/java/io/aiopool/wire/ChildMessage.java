package io.aiopool.wire;

import java.util.List;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What a child says to its parent, all of it. The parent believes none of it further than
 * its own books allow.
 */
public sealed interface ChildMessage {

	/**
	 * The worker takes tasks; sent once, after its initializer.
	 */
	record Ready() implements ChildMessage {
	}

	/**
	 * The worker cannot start; it leaves.
	 *
	 * @param reason what went wrong, with the stack trace
	 */
	record StartFailed(String reason) implements ChildMessage {
	}

	/**
	 * A task ended well; for a stream, after its last item.
	 *
	 * @param task id of the task
	 * @param lane the lane it was given
	 * @param nanos how long it ran
	 * @param value the encoded result; empty for {@code null}
	 */
	record Result(long task, int lane, long nanos, Payload value) implements ChildMessage {
	}

	/**
	 * A task ended with an exception.
	 *
	 * @param task id of the task
	 * @param lane the lane it was given
	 * @param nanos how long it ran
	 * @param kind what failed
	 * @param type class name of the exception
	 * @param text its message, {@code null} included
	 * @param stackTrace its stack trace in text
	 * @param exception the encoded exception; empty if it cannot be encoded
	 */
	record Failure(long task, int lane, long nanos, FailureKind kind, String type, @Nullable String text,
			String stackTrace, Payload exception) implements ChildMessage {
	}

	/** What failed of a task. */
	enum FailureKind {

		/** Its code threw. */
		TASK,

		/** Its arguments could not be decoded; it has not run. */
		ARGUMENTS,

		/** Its result could not be encoded; it has run. */
		RESULT,

		/** Its result is over the largest payload; it has run. */
		RESULT_TOO_LARGE,

		/** Its target could not be found or built; it has not run. */
		TARGET,

		/** It was cancelled before it began. */
		NOT_STARTED

	}

	/**
	 * An item of a stream.
	 *
	 * @param task id of the task
	 * @param value the encoded item
	 */
	record Item(long task, Payload value) implements ChildMessage {
	}

	/**
	 * Subscribes to a stream that is an argument of a task which the child has.
	 *
	 * @param subscription number of the subscription, never used before
	 * @param task id of the task
	 * @param stream which of its streams
	 */
	record Subscribe(long subscription, long task, int stream) implements ChildMessage {
	}

	/**
	 * Asks for more items of a subscription.
	 *
	 * @param subscription number of the subscription
	 * @param items how many more
	 */
	record Request(long subscription, long items) implements ChildMessage {
	}

	/**
	 * Ends a subscription; what is under way is ignored.
	 *
	 * @param subscription number of the subscription
	 */
	record Unsubscribe(long subscription) implements ChildMessage {
	}

	/**
	 * Puts an element into a queue.
	 *
	 * @param request number of the request, never used before
	 * @param queue number of the queue
	 * @param waits whether to wait for room
	 * @param value the encoded element
	 */
	record QueuePut(long request, long queue, boolean waits, Payload value) implements ChildMessage {
	}

	/**
	 * Takes an element from a queue.
	 *
	 * @param request number of the request, never used before
	 * @param queue number of the queue
	 * @param waits whether to wait for an element
	 */
	record QueueTake(long request, long queue, boolean waits) implements ChildMessage {
	}

	/**
	 * Ends the wait of a put or take; it is answered all the same, unless it has been.
	 *
	 * @param request number of the put or take
	 */
	record QueueCancel(long request) implements ChildMessage {
	}

	/**
	 * Says of an element that it has arrived.
	 *
	 * @param request number of the take that it answered
	 * @param taken whether it is taken; it goes back to the queue otherwise
	 */
	record QueueReceipt(long request, boolean taken) implements ChildMessage {
	}

	/**
	 * Asks for the size of a queue and whether it is closed.
	 *
	 * @param request number of the request, never used before
	 * @param queue number of the queue
	 */
	record QueueLook(long request, long queue) implements ChildMessage {
	}

	/**
	 * Closes a queue.
	 *
	 * @param queue number of the queue
	 */
	record QueueClose(long queue) implements ChildMessage {
	}

	/**
	 * A task that had not begun is given back and will not run.
	 *
	 * @param task id of the task
	 * @param lane the lane it was given
	 */
	record Returned(long task, int lane) implements ChildMessage {
	}

	/** The garbage has been collected. */
	record Collected() implements ChildMessage {
	}

	/**
	 * How far a task has come. Never after its answer.
	 *
	 * @param task id of the task
	 * @param lane the lane it was given
	 * @param fraction from 0 to 1
	 * @param message what the task said with it, if anything
	 */
	record Progress(long task, int lane, double fraction, @Nullable String message) implements ChildMessage {
	}

	/**
	 * What the worker has logged.
	 *
	 * @param leftOut how many events were left out since the last such message
	 * @param entries the events in order, perhaps none
	 */
	record Log(long leftOut, List<LogEntry> entries) implements ChildMessage {
	}

	/**
	 * The stacks of all threads, or what is on the heap.
	 *
	 * @param request number of the request
	 * @param text what was asked for
	 */
	record Dump(int request, String text) implements ChildMessage {
	}

	/**
	 * Instances have been built, if they can be.
	 *
	 * @param request number of the request
	 * @param problems why those that are missing are
	 */
	record Built(int request, List<String> problems) implements ChildMessage {
	}

}
