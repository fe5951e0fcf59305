package io.aiopool.demo.scraper;

import java.io.Serializable;
import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * A scraped book.
 *
 * @param title the full title
 * @param price the price in the shop's currency
 * @param description the blurb with its line breaks, or null if the shop has none
 * @param url the page it was found on
 */
public record Book(String title, BigDecimal price, @Nullable String description, String url) implements Serializable {

}
