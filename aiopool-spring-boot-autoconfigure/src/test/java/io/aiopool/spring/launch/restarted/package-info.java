/**
 * An application that DevTools restarts.
 */
@NullMarked
package io.aiopool.spring.launch.restarted;

import org.jspecify.annotations.NullMarked;
