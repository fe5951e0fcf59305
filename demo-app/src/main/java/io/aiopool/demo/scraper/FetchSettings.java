package io.aiopool.demo.scraper;

import java.time.Duration;

/**
 * How pages are fetched.
 *
 * @param timeout the longest wait for one page, its body included
 */
public record FetchSettings(Duration timeout) {

	/** The property that holds the timeout, in the application and in its workers. */
	static final String TIMEOUT_PROPERTY = "demo.fetch-timeout";

}
