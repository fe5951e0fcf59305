package io.aiopool.demo.scraper;

/** A page that could not be had: refused, late, or not what it should be. */
public class PageException extends RuntimeException {

	public PageException(String message) {
		super(message);
	}

}
