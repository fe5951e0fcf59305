package io.aiopool.demo.bookshop;

import java.net.URI;

/** A shop that can be scraped: our own, or any other with pages of the same shape. */
public interface Shop {

	/** The address of the shop's root, ending in a slash. */
	URI url();

}
