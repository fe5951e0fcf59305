package io.aiopool.wire;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What a parent says to its child, all of it. Payload buffers are read, not kept.
 */
public sealed interface ParentMessage {

	/**
	 * How to be a worker; the first message, sent once.
	 *
	 * @param slot slot of the worker
	 * @param generation generation of the worker
	 * @param concurrency so many shared tasks may run at the same time
	 * @param lanes number of lanes of the flight recorder
	 * @param recorder path of the flight recorder file
	 * @param maxPayload largest payload in bytes
	 * @param initializer class name of the initializer, if any
	 * @param initArgs its arguments
	 * @param properties properties that the worker may see
	 * @param exceptionHandler class name of the exception handler, if any
	 * @param executor what bodies run on
	 * @param packages packages whose classes may cross; {@code "*"} for all
	 * @param presets libraries whose values may cross
	 * @param heartbeat milliseconds between heartbeats, 0 for none
	 * @param killGrace nanoseconds that shutdown hooks may take
	 * @param systemProperties system properties to set before anything of a user is
	 * loaded
	 * @param securityProperties security properties to set then
	 * @param logs what is to become of its logs; {@code null} for nothing
	 */
	record Configure(int slot, int generation, int concurrency, int lanes, String recorder, int maxPayload,
			@Nullable String initializer, List<String> initArgs, Map<String, String> properties,
			@Nullable String exceptionHandler, String executor, Set<String> packages, Set<String> presets,
			long heartbeat, long killGrace, Map<String, String> systemProperties,
			Map<String, String> securityProperties, @Nullable Logs logs) implements ParentMessage {
	}

	/**
	 * How a worker forwards its logs.
	 *
	 * @param rate so many events a second
	 * @param level the lowest level
	 * @param levels levels by logger
	 * @param contextKeys which entries of a task's context belong to its events
	 * @param systemProperties what to set before anything is loaded
	 */
	record Logs(int rate, Level level, Map<String, Level> levels, Set<String> contextKeys,
			Map<String, String> systemProperties) {
	}

	/**
	 * The levels of loggers have changed.
	 *
	 * @param levels levels by logger
	 */
	record LogLevels(Map<String, Level> levels) implements ParentMessage {
	}

	/**
	 * Gives a method a number, from 1, for the rest of the connection.
	 *
	 * @param number the number
	 * @param targetType class whose instance is called
	 * @param declaringType class that declares the method
	 * @param method name of the method
	 * @param parameterTypes class names of its parameters
	 */
	record Define(int number, String targetType, String declaringType, String method,
			List<String> parameterTypes) implements ParentMessage {
	}

	/**
	 * Gives a body a number, from the same row, for the rest of the connection. Its tasks
	 * do not bring it along.
	 *
	 * @param number the number
	 * @param body the encoded body, which has no state; sent to several children
	 */
	record DefineBody(int number, Payload body) implements ParentMessage {
	}

	/**
	 * Adds what may cross.
	 *
	 * @param packages names of packages, sub-packages included
	 * @param classes names of classes
	 */
	record Trust(List<String> packages, List<String> classes) implements ParentMessage {
	}

	/**
	 * Runs a task.
	 *
	 * @param task id of the task
	 * @param lane lane of the flight recorder in which the child notes its begin
	 * @param method number of the method or body; 0 when the body is the first argument;
	 * {@link #EACH} when it is to be called for each element of the second
	 * @param exclusive whether it runs alone
	 * @param quick whether its like has been measured to end within moments
	 * @param stream whether its result is a stream of items
	 * @param attempt number of the attempt, from 1
	 * @param remaining nanoseconds to the deadline, negative without one
	 * @param context what goes with the task besides its arguments
	 * @param arguments the encoded argument list
	 */
	record Run(long task, int lane, int method, boolean exclusive, boolean quick, boolean stream, int attempt,
			long remaining, Map<String, String> context, Payload arguments) implements ParentMessage {

		/**
		 * Instead of a method: the second argument is an array of the arguments of many
		 * calls in a row. Their results come as arrays in {@link ChildMessage.Item},
		 * those of an element that fails and of all behind it missing.
		 */
		public static final int EACH = -1;

	}

	/**
	 * Nobody waits for a task any more: drop it if it has not begun, else interrupt it.
	 * It is answered all the same.
	 *
	 * @param task id of the task
	 */
	record Cancel(long task) implements ParentMessage {
	}

	/**
	 * Gives exclusive tasks back that have not begun, each answered by
	 * {@link ChildMessage.Returned}; those that have begun are not affected.
	 */
	record TakeBack() implements ParentMessage {
	}

	/**
	 * Asks a stream for more items.
	 *
	 * @param task id of the task
	 * @param items how many more
	 */
	record Demand(long task, long items) implements ParentMessage {
	}

	/**
	 * An item of a stream that is an argument of a task.
	 *
	 * @param subscription number of the subscription, given by the child
	 * @param value the encoded item
	 */
	record Inflow(long subscription, Payload value) implements ParentMessage {
	}

	/**
	 * A stream that is an argument of a task has ended.
	 *
	 * @param subscription number of the subscription, given by the child
	 * @param failure why it failed; {@code null} if it is complete
	 */
	record InflowEnd(long subscription, @Nullable Failure failure) implements ParentMessage {
	}

	/**
	 * What was thrown here.
	 *
	 * @param type class name of the exception
	 * @param text its message, {@code null} included
	 * @param stackTrace its stack trace in text
	 * @param exception the encoded exception; empty if it cannot be encoded
	 */
	record Failure(String type, @Nullable String text, String stackTrace, Payload exception) {
	}

	/**
	 * Answers a request for something of a queue.
	 *
	 * @param request number of the request
	 * @param status what came of it
	 * @param size how many elements wait, if that was asked
	 * @param value the encoded element, if there is one
	 */
	record QueueAnswer(long request, QueueStatus status, int size, Payload value) implements ParentMessage {
	}

	/** What came of a request for something of a queue. */
	enum QueueStatus {

		/** It is done. */
		DONE,

		/** Here is an element, which must be answered by a receipt. */
		ELEMENT,

		/** There was no room or no element, or the request was cancelled in time. */
		NONE,

		/** The queue is closed. */
		CLOSED,

		/** The worker has too many requests that wait. */
		REFUSED

	}

	/**
	 * Asks for the stacks of all threads, answered by {@link ChildMessage.Dump}.
	 *
	 * @param request number of the request
	 */
	record DumpThreads(int request) implements ParentMessage {
	}

	/**
	 * Asks what is on the heap, answered by {@link ChildMessage.Dump}.
	 *
	 * @param request number of the request
	 */
	record CountObjects(int request) implements ParentMessage {
	}

	/**
	 * Builds the instances that methods are called on, before they are needed; answered
	 * by {@link ChildMessage.Built}.
	 *
	 * @param request number of the request
	 * @param types names of their classes
	 */
	record BuildTargets(int request, List<String> types) implements ParentMessage {
	}

	/** Collects garbage, answered by {@link ChildMessage.Collected} when that is done. */
	record CollectGarbage() implements ParentMessage {
	}

	/** Takes no more tasks, finishes, runs the teardown and leaves. */
	record Stop() implements ParentMessage {
	}

}
