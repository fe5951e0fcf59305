/**
 * The flight recorder: a small memory-mapped file per worker that tells, after the worker
 * has died, which of its tasks had begun.
 */
@NullMarked
package io.aiopool.recorder;

import org.jspecify.annotations.NullMarked;
