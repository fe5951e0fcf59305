/**
 * What was measured, and how it is shown: nothing in here measures.
 */
@NullMarked
package io.aiopool.benchmarks.report;

import org.jspecify.annotations.NullMarked;
