package io.aiopool.demo.scraper;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the scraper needs in the application's own process; {@link CrawlerWorker} is its
 * counterpart in a worker.
 */
@Configuration(proxyBeanMethods = false)
class ScraperConfiguration implements DisposableBean {

	/**
	 * No bean, since any bean of the type would stand in for the application's own task
	 * executor.
	 */
	private final ExecutorService executor = HttpClients.threads(Runtime.getRuntime().availableProcessors());

	@Bean
	FetchSettings fetchSettings(@Value("${" + FetchSettings.TIMEOUT_PROPERTY + "}") Duration timeout) {
		return new FetchSettings(timeout);
	}

	@Bean
	HttpClient scraperHttpClient() {
		return HttpClients.on(this.executor);
	}

	@Override
	public void destroy() {
		this.executor.shutdownNow();
	}

}
