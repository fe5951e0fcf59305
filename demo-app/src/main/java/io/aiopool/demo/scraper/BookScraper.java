package io.aiopool.demo.scraper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aiopool.OffProcess;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Reads list pages and detail pages of a bookshop. No thread is blocked while a page is
 * on its way; parsing runs on the threads of the HTTP client's executor, so that those
 * decide how much is parsed at a time. Thread-safe.
 */
@Service
public class BookScraper {

	private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w-]+)");

	private final HttpClient http;

	private final FetchSettings settings;

	private final Executor executor;

	/**
	 * Creates a scraper.
	 * @param http the client, with the executor that shall parse
	 * @param settings how to fetch
	 */
	public BookScraper(HttpClient http, FetchSettings settings) {
		this.http = http;
		this.settings = settings;
		this.executor = http.executor().orElseGet(ForkJoinPool::commonPool);
	}

	/**
	 * Reads a list page.
	 * @return the addresses of the books on it, in order, or {@link PageException}
	 */
	@OffProcess(timeout = "${demo.page-timeout}", idempotent = true)
	public Mono<List<String>> listPage(String url) {
		return Mono.fromFuture(() -> page(url).thenApply(Page::bookUrls));
	}

	/**
	 * Reads a detail page.
	 * @return the book, or {@link PageException}
	 */
	@OffProcess(timeout = "${demo.page-timeout}", idempotent = true)
	public CompletableFuture<Book> book(String url) {
		return page(url).thenApply(Page::book);
	}

	private CompletableFuture<Page> page(String url) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(this.settings.timeout()).build();
		CompletableFuture<HttpResponse<byte[]>> exchange = this.http.sendAsync(request,
				HttpResponse.BodyHandlers.ofByteArray());
		// The request's own timeout ends with the headers; a body may stall, too
		CompletableFuture<HttpResponse<byte[]>> bounded = exchange.copy()
			.orTimeout(this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
		bounded.whenComplete((response, failure) -> {
			if (failure != null) {
				exchange.cancel(true);
			}
		});
		return bounded.handleAsync((response, failure) -> parse(url, response, failure), this.executor);
	}

	private Page parse(String url, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
		if (response == null) {
			throw pageException(failure);
		}
		if (response.statusCode() != 200) {
			throw new PageException("Status " + response.statusCode());
		}
		return Page.parse(response.body(), charset(response), url);
	}

	private PageException pageException(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
			return new PageException("No answer within " + this.settings.timeout().toMillis() + " ms");
		}
		return new PageException(String.valueOf(cause));
	}

	private static @Nullable String charset(HttpResponse<?> response) {
		String contentType = response.headers().firstValue("Content-Type").orElse("");
		Matcher matcher = CHARSET.matcher(contentType);
		return matcher.find() ? matcher.group(1) : null;
	}

}
