/**
 * What travels between two processes in encoded form.
 */
@NullMarked
package io.aiopool.payload;

import org.jspecify.annotations.NullMarked;
