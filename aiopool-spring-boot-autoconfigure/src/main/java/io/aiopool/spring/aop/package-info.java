/**
 * The advice that sends calls of {@code @OffProcess} methods to a pool.
 */
@NullMarked
package io.aiopool.spring.aop;

import org.jspecify.annotations.NullMarked;
