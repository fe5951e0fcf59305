/**
 * Fetches and parses pages of a bookshop. Made to run in a child JVM, and just as well
 * without one.
 */
@NullMarked
package io.aiopool.demo.scraper;

import org.jspecify.annotations.NullMarked;
