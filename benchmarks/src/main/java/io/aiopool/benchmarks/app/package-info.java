/**
 * The application that is packed into an executable jar and measured from outside.
 */
@NullMarked
package io.aiopool.benchmarks.app;

import org.jspecify.annotations.NullMarked;
