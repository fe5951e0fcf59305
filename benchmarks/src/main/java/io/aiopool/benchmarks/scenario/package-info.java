/**
 * What is measured, one class each.
 */
@NullMarked
package io.aiopool.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
