/**
 * The health of the pools.
 */
@NullMarked
package io.aiopool.spring.health;

import org.jspecify.annotations.NullMarked;
