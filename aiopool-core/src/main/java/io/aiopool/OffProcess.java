package io.aiopool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the annotated method, or every public method of the annotated type, in a pool of
 * child JVMs.
 * <p>
 * The call looks like any other: arguments are encoded when the task is submitted (at
 * subscription for {@code Mono} and {@code Flux}), the method runs in a worker on an
 * instance of the target class that was built there, and its result or exception comes
 * back. A method that returns a plain value or {@code void} blocks its caller; one that
 * returns a {@code CompletionStage}, {@code Future}, {@code Mono} or {@code Flux} does
 * not.
 * <p>
 * Inside a worker the annotation means nothing: calls between methods are ordinary calls.
 * Text attributes may hold {@code ${…}} placeholders.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface OffProcess {

	/**
	 * Alias of {@link #pool()}.
	 * @return the name of the pool, empty for the default pool
	 */
	String value() default "";

	/**
	 * The pool that runs the method.
	 * @return the name of the pool, empty for the default pool
	 */
	String pool() default "";

	/**
	 * The deadline of a call, counted from its submission, time in the queue included:
	 * {@code "5s"}, {@code "250ms"} or an ISO-8601 duration. For a {@code Flux} it bounds
	 * the wait for each requested item instead. At the deadline the caller gets
	 * {@link TaskTimeoutException} and the work is stopped, by killing its process if
	 * nothing less helps.
	 * @return the duration, empty for the pool's {@code task-timeout}
	 */
	String timeout() default "";

	/**
	 * Whether the method may run more than once for a call. Only then is a task that may
	 * have begun run again after its worker was lost.
	 * @return {@code true} if a second run does no harm
	 */
	boolean idempotent() default false;

	/**
	 * Higher runs first under the {@code priority} scheduler; without meaning otherwise.
	 * @return the priority
	 */
	int priority() default 0;

	/**
	 * A SpEL expression over the arguments ({@code "#url.host"}); calls with an equal key
	 * go to the same worker while it lives, under the {@code affinity} scheduler.
	 * @return the expression, empty for none
	 */
	String affinityKey() default "";

	/**
	 * Whether a call runs alone in its worker, so that stopping it cannot hurt a
	 * neighbour. Left out, a method that returns a plain value or {@code void} is
	 * exclusive and an asynchronous one shares its worker.
	 * @return nothing for the default, or one element: {@code exclusive = true}
	 */
	boolean[] exclusive() default {};

	/**
	 * New attempts after a failure that the worker reported (never after a lost worker,
	 * which is what {@link #idempotent()} is for), within the deadline and before any
	 * streamed item.
	 * @return the retry, by default a single attempt
	 */
	Retry retry() default @Retry;

	/**
	 * The name of the task in metrics, logs and exceptions.
	 * @return the name, empty for {@code Class.method}
	 */
	String name() default "";

}
