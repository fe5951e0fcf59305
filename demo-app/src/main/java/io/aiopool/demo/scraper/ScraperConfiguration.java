package io.aiopool.demo.scraper;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the scraper needs in the application's own process; {@link CrawlerWorker} is its counterpart in a worker. */
@Configuration(proxyBeanMethods = false)
class ScraperConfiguration {

	@Bean
	FetchSettings fetchSettings(@Value("${" + FetchSettings.TIMEOUT_PROPERTY + "}") Duration timeout) {
		return new FetchSettings(timeout);
	}

	@Bean
	ExecutorService scraperExecutor() {
		return HttpClients.threads(Runtime.getRuntime().availableProcessors());
	}

	@Bean
	HttpClient scraperHttpClient(ExecutorService scraperExecutor) {
		return HttpClients.on(scraperExecutor);
	}

}
