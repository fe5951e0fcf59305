/**
 * Queues that are shared with workers, on the side where they live: the queue itself, the
 * parent's use of it, and the requests of each worker.
 */
@NullMarked
package io.aiopool.queue;

import org.jspecify.annotations.NullMarked;
