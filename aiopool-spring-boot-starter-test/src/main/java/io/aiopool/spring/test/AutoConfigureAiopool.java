package io.aiopool.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.aiopool.StartMode;
import io.aiopool.spring.autoconfigure.Mode;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Says how {@code @OffProcess} methods run in the tests of a class, and brings pools to
 * the tests of a slice of the application, which have none otherwise.
 * <p>
 * What it says takes precedence over properties from anywhere; what it leaves out is as
 * the properties say. Without the annotation, and without a property
 * {@code aiopool.start}, pools of test contexts start with their first task.
 * <p>
 * Test classes that say different things have different application contexts.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureAiopool {

	/**
	 * Returns where the methods run, {@code aiopool.mode}.
	 * @return one mode, or none to leave it to the property
	 */
	Mode[] mode() default {};

	/**
	 * Returns when child JVMs are started, {@code aiopool.start}.
	 * @return one value, or none to leave it to the property
	 */
	StartMode[] start() default {};

	/**
	 * Returns the number of child JVMs of the default pool, {@code aiopool.processes}.
	 * @return the number, or 0 to leave it to the property
	 */
	int processes() default 0;

}
