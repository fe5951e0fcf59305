/**
 * How what workers log becomes log events of this process: settings and listener on this
 * side, {@link io.aiopool.logging.WorkerLog} for adapters of logging frameworks in the
 * worker.
 */
@NullMarked
package io.aiopool.logging;

import org.jspecify.annotations.NullMarked;
