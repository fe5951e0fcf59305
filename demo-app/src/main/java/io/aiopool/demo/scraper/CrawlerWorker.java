package io.aiopool.demo.scraper;

import java.net.http.HttpClient;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;

import org.springframework.boot.convert.DurationStyle;

/**
 * Prepares a worker for scraping: one HTTP client for its whole life, with as many
 * threads as the worker may use processors.
 */
public class CrawlerWorker implements WorkerInitializer {

	@Override
	public void initialize(WorkerContext context) {
		String timeout = Objects.requireNonNull(context.property(FetchSettings.TIMEOUT_PROPERTY),
				() -> FetchSettings.TIMEOUT_PROPERTY + " is not among aiopool.expose-properties");
		ExecutorService executor = HttpClients.threads(Runtime.getRuntime().availableProcessors());
		context.onClose(executor::shutdownNow);
		context.register(FetchSettings.class, new FetchSettings(DurationStyle.detectAndParse(timeout)));
		context.register(HttpClient.class, HttpClients.on(executor));
	}

}
