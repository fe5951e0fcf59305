/**
 * What runs in a child JVM. Knows nothing of pools: it is configured, told what to run,
 * and answers.
 */
@NullMarked
package io.aiopool.child;

import org.jspecify.annotations.NullMarked;
