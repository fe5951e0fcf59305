/** Ways to hurt a worker, and what the caller gets to see of it. */
@NullMarked
package io.aiopool.demo.chaos;

import org.jspecify.annotations.NullMarked;
