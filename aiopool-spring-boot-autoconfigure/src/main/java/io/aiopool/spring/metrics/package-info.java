/**
 * The meters of pools and tasks.
 */
@NullMarked
package io.aiopool.spring.metrics;

import org.jspecify.annotations.NullMarked;
