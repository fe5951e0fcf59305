package io.aiopool.demo.bookshop;

import java.util.Locale;

/**
 * What goes wrong with one page. Written as text {@code kind:times:page}, for example
 * {@code error:2:page-3}, {@code hang:1:book-17} or {@code malformed:always:book-400}.
 *
 * @param kind how the page fails
 * @param times how often it fails before it is served well
 * @param path the page, relative to the shop's root
 */
public record Fault(Kind kind, int times, String path) {

	/** The ways in which a page fails. */
	public enum Kind {

		/** Status 500. */
		ERROR,

		/** No answer for as long as the client waits. */
		HANG,

		/** Status 200 and only the first half of the page. */
		MALFORMED

	}

	/**
	 * Reads a fault from text.
	 * @param text {@code kind:times:page}; the page is {@code page-N}, {@code book-N}, or
	 * a path from the shop's root
	 * @param catalogue knows the paths of the books
	 */
	static Fault parse(String text, Catalogue catalogue) {
		String[] parts = text.strip().split(":", 3);
		if (parts.length != 3) {
			throw new IllegalArgumentException(
					"Fault '" + text + "' is not of the form kind:times:page, such as error:2:page-3");
		}
		Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
		int times = "always".equals(parts[1]) ? Integer.MAX_VALUE : Integer.parseInt(parts[1]);
		return new Fault(kind, times, path(parts[2], catalogue));
	}

	private static String path(String page, Catalogue catalogue) {
		if (page.matches("page-\\d+")) {
			return Catalogue.pagePath(Integer.parseInt(page.substring("page-".length())));
		}
		if (page.matches("book-\\d+")) {
			return catalogue.books().get(Integer.parseInt(page.substring("book-".length())) - 1).path();
		}
		return page;
	}

}
