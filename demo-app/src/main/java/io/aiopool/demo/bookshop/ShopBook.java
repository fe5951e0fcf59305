package io.aiopool.demo.bookshop;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A book as the shop knows it: the truth that scraped books are compared with.
 *
 * @param number position in the catalogue, from 1
 * @param slug the title as it appears in links
 * @param title the full title
 * @param price in pounds, two decimals
 * @param stock copies available
 * @param rating one to five stars
 * @param category the shelf
 * @param upc the article number
 * @param description the blurb, possibly of several lines; absent for some books
 * @param reviews what readers wrote
 */
public record ShopBook(int number, String slug, String title, BigDecimal price, int stock, int rating, String category,
		String upc, @Nullable String description, List<String> reviews) {

	/** The path of the detail page, relative to the catalogue's directory. */
	String link() {
		return this.slug + "_" + this.number + "/index.html";
	}

	/** The path of the detail page, relative to the shop's root. */
	public String path() {
		return "catalogue/" + link();
	}

}
