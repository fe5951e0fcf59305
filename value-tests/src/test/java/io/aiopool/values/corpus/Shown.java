package io.aiopool.values.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how an example is called on the page of values.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Shown {

	/** The kind of the value, in the first column. */
	String kind();

	/** What the value is, in the second. */
	String value();

}
