/**
 * The endpoint that shows pools and workers.
 */
@NullMarked
package io.aiopool.spring.actuate;

import org.jspecify.annotations.NullMarked;
