/**
 * Payload codec: turns arguments, results and exceptions into bytes and back, keeping the
 * shape of the object graph and admitting only classes that a {@link TypeFilter} allows.
 */
@NullMarked
package io.aiopool.codec;

import org.jspecify.annotations.NullMarked;
