/**
 * The public API: what users of the engine type. The engine itself lives in the packages
 * below and is reached only through {@link io.aiopool.ProcessPool}.
 */
@NullMarked
package io.aiopool;

import org.jspecify.annotations.NullMarked;
