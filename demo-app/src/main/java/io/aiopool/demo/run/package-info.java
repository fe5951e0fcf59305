/**
 * The run: fifty list pages, a thousand books, one CSV file; by the pool, or on one event
 * loop to compare with.
 */
@NullMarked
package io.aiopool.demo.run;

import org.jspecify.annotations.NullMarked;
