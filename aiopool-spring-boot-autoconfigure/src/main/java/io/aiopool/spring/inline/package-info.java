/**
 * The pool that needs no processes.
 */
@NullMarked
package io.aiopool.spring.inline;

import org.jspecify.annotations.NullMarked;
