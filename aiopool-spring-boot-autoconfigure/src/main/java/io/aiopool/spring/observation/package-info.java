/**
 * Calls of {@code @OffProcess} methods as Micrometer observations.
 */
@NullMarked
package io.aiopool.spring.observation;

import org.jspecify.annotations.NullMarked;
