/**
 * What runs in a child JVM in place of tasks that are to fail.
 */
@NullMarked
package io.aiopool.spring.test.child;

import org.jspecify.annotations.NullMarked;
