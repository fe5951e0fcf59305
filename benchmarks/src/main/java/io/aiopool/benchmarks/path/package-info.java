/**
 * The price of leaving the process, part by part.
 */
@NullMarked
package io.aiopool.benchmarks.path;

import org.jspecify.annotations.NullMarked;
