/**
 * How faults come about, as seen from the JVM of the tests.
 */
@NullMarked
package io.aiopool.spring.test.fault;

import org.jspecify.annotations.NullMarked;
