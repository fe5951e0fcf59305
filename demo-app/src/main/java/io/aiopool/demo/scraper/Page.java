package io.aiopool.demo.scraper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A page of the shop, parsed. Every method throws {@link PageException} for what it does
 * not find.
 */
final class Page {

	private static final int TAIL = 1_024;

	private final Document document;

	private final String url;

	private Page(Document document, String url) {
		this.document = document;
		this.url = url;
	}

	/**
	 * Parses a page. HTML parsers forgive anything, a page that was cut off included, so
	 * its end is looked for.
	 * @param charset the encoding that the server declared, or null to find it in the
	 * page
	 */
	static Page parse(byte[] html, @Nullable String charset, String url) {
		int tail = Math.min(html.length, TAIL);
		if (!new String(html, html.length - tail, tail, StandardCharsets.ISO_8859_1).contains("</html>")) {
			throw new PageException("Malformed: cut off after " + html.length + " bytes");
		}
		try {
			return new Page(Jsoup.parse(new ByteArrayInputStream(html), charset, url), url);
		}
		catch (IOException ex) {
			throw new PageException("Malformed: " + ex.getMessage());
		}
	}

	/** The addresses of the books on a list page, in order. */
	List<String> bookUrls() {
		List<String> urls = this.document.select("article.product_pod div.image_container > a[href]")
			.eachAttr("abs:href");
		if (urls.isEmpty()) {
			throw new PageException("Malformed: no books listed");
		}
		return urls;
	}

	/** The book of a detail page. */
	Book book() {
		Element description = this.document.selectFirst("#product_description + p");
		return new Book(text("div.product_main h1"), price(text("div.product_main p.price_color")),
				(description != null) ? description.wholeText().strip() : null, this.url);
	}

	private String text(String selector) {
		Element element = this.document.selectFirst(selector);
		if (element == null || element.text().isEmpty()) {
			throw new PageException("Malformed: nothing at '" + selector + "'");
		}
		return element.text();
	}

	private static BigDecimal price(String text) {
		try {
			return new BigDecimal(text.replaceAll("[^0-9.]", ""));
		}
		catch (NumberFormatException ex) {
			throw new PageException("Malformed: '" + text + "' is no price");
		}
	}

}
