/**
 * How a task finds its worker.
 */
@NullMarked
package io.aiopool.scheduler;

import org.jspecify.annotations.NullMarked;
