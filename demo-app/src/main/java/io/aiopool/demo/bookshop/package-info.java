/**
 * A bookshop on loopback to be scraped: a thousand generated books on realistic pages,
 * which can be told to be slow or faulty. It knows nothing of the scraper.
 */
@NullMarked
package io.aiopool.demo.bookshop;

import org.jspecify.annotations.NullMarked;
