package io.aiopool.demo.bookshop;

import java.util.List;

/**
 * All books of a shop in list order, dealt out to list pages. Immutable; the same seed
 * gives the same catalogue on every machine.
 */
public final class Catalogue {

	/** The number of books in the shop. */
	public static final int BOOKS = 1_000;

	/** The number of books on a list page. */
	public static final int BOOKS_PER_PAGE = 20;

	/** The number of list pages. */
	public static final int PAGES = BOOKS / BOOKS_PER_PAGE;

	private final List<ShopBook> books;

	private Catalogue(List<ShopBook> books) {
		this.books = books;
	}

	/** Generates the catalogue of a seed. */
	public static Catalogue generate(long seed) {
		return new Catalogue(new BookGenerator(seed).books(BOOKS));
	}

	/** All books in list order. */
	public List<ShopBook> books() {
		return this.books;
	}

	/**
	 * The books of a list page.
	 * @param page from 1
	 */
	List<ShopBook> page(int page) {
		int first = (page - 1) * BOOKS_PER_PAGE;
		return this.books.subList(first, first + BOOKS_PER_PAGE);
	}

	/**
	 * The path of a list page, relative to the shop's root.
	 * @param page from 1
	 */
	public static String pagePath(int page) {
		return "catalogue/page-" + page + ".html";
	}

}
