package io.aiopool.demo.scraper;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes HTTP clients for scraping. */
public final class HttpClients {

	private HttpClients() {
	}

	/**
	 * Makes a client that calls back, and lets parse, on the given threads.
	 * @param executor stays the caller's to shut down
	 */
	public static HttpClient on(ExecutorService executor) {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NORMAL)
			.executor(executor)
			.build();
	}

	/** Makes an executor of so many daemon threads. */
	public static ExecutorService threads(int count) {
		AtomicInteger number = new AtomicInteger();
		return Executors.newFixedThreadPool(count, (task) -> {
			Thread thread = new Thread(task, "scraper-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

}
