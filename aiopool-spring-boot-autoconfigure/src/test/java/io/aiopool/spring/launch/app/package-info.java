/**
 * An application to be packed and run.
 */
@NullMarked
package io.aiopool.spring.launch.app;

import org.jspecify.annotations.NullMarked;
