/**
 * Pools that start and stop with the application.
 */
@NullMarked
package io.aiopool.spring.lifecycle;

import org.jspecify.annotations.NullMarked;
