/**
 * The pool: admission, dispatch and the state of tasks, deadlines and cancellation.
 */
@NullMarked
package io.aiopool.pool;

import org.jspecify.annotations.NullMarked;
