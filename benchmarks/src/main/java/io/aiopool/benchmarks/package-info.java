/**
 * Measurements of aiopool and its peers; not published.
 */
@NullMarked
package io.aiopool.benchmarks;

import org.jspecify.annotations.NullMarked;
