package io.aiopool;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The retry of an {@link OffProcess} method: how often, how long apart, and after which
 * failures. Durations are text such as {@code "200ms"}; the wait grows by
 * {@link #multiplier()} up to {@link #maxBackoff()}.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Retry {

	/**
	 * Attempts in all, the first included.
	 * @return at least 1
	 */
	int attempts() default 1;

	/**
	 * The wait before the second attempt.
	 * @return a duration of zero or more
	 */
	String backoff() default "100ms";

	/**
	 * The factor by which the wait grows with each further attempt.
	 * @return at least 1
	 */
	double multiplier() default 2;

	/**
	 * The longest wait between two attempts.
	 * @return a duration of zero or more
	 */
	String maxBackoff() default "30s";

	/**
	 * The exceptions after which another attempt is made, subclasses included.
	 * @return the types, none for every {@link Exception}
	 */
	Class<? extends Throwable>[] include() default {};

	/**
	 * The exceptions after which no attempt is made, subclasses included; wins over
	 * {@link #include()}.
	 * @return the types
	 */
	Class<? extends Throwable>[] exclude() default {};

}
