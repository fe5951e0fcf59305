package io.aiopool.demo.run;

import java.util.concurrent.ExecutorService;

import io.aiopool.demo.scraper.BookScraper;
import io.aiopool.demo.scraper.FetchSettings;
import io.aiopool.demo.scraper.HttpClients;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The scraper of each mode. Both live as long as the application, so that neither starts
 * colder than the other.
 */
@Component
class Scrapers implements DisposableBean {

	private final BookScraper pooled;

	private final ExecutorService loop = HttpClients.threads(1);

	private final BookScraper inProcess;

	/**
	 * Creates the scrapers.
	 * @param pooled the bean, whose methods leave the process
	 * @param settings how to fetch
	 */
	Scrapers(BookScraper pooled, FetchSettings settings) {
		this.pooled = pooled;
		// Made by hand and hence no proxy: its methods stay here
		this.inProcess = new BookScraper(HttpClients.on(this.loop), settings);
	}

	BookScraper of(RunMode mode) {
		return switch (mode) {
			case POOL -> this.pooled;
			case IN_PROCESS -> this.inProcess;
		};
	}

	@Override
	public void destroy() {
		this.loop.shutdownNow();
	}

}
