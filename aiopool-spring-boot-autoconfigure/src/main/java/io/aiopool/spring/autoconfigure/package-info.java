/**
 * Wiring: properties, beans, conditions and the analysis of start-up failures.
 */
@NullMarked
package io.aiopool.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
