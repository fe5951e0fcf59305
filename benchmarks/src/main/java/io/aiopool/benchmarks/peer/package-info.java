/**
 * What aiopool is measured beside, one class each; other languages run scripts of their
 * own.
 */
@NullMarked
package io.aiopool.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
