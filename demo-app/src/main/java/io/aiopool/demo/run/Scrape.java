package io.aiopool.demo.run;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aiopool.demo.scraper.Book;
import io.aiopool.demo.scraper.BookScraper;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import reactor.util.retry.Retry;

/**
 * Reads a shop: all list pages, then all books, a bounded number at a time. The books
 * come in list order. A page that fails is tried again, and given up without harm to the
 * others.
 */
final class Scrape {

	private final BookScraper scraper;

	private final RunProperties properties;

	private final Progress progress;

	Scrape(BookScraper scraper, RunProperties properties, Progress progress) {
		this.scraper = scraper;
		this.properties = properties;
		this.progress = progress;
	}

	/**
	 * What was read.
	 *
	 * @param books the books in list order
	 * @param failures the pages that were given up, in the same order
	 */
	record Books(List<Book> books, List<PageFailure> failures) {

	}

	Mono<Books> books(URI shop) {
		return lists(shop).flatMap((lists) -> {
			List<String> urls = Fetched.contents(lists).stream().flatMap(List::stream).toList();
			return details(urls).map((books) -> new Books(Fetched.contents(books),
					Stream.concat(Fetched.failures(lists).stream(), Fetched.failures(books).stream()).toList()));
		});
	}

	private Mono<List<Fetched<List<String>>>> lists(URI shop) {
		return Flux.range(1, this.properties.pages())
			.map((page) -> shop.resolve("catalogue/page-" + page + ".html").toString())
			.flatMapSequential((url) -> fetch(url, () -> this.scraper.listPage(url)), this.properties.inFlight())
			.doOnNext((list) -> this.progress.listDone((list.content() != null) ? list.content().size() : 0))
			.collectList();
	}

	/**
	 * Sorted at the end: a book that is slow or tried again would otherwise hold up those
	 * behind it.
	 */
	private Mono<List<Fetched<Book>>> details(List<String> urls) {
		return Flux.fromIterable(urls)
			.index()
			.flatMap((url) -> fetch(url.getT2(), () -> Mono.fromFuture(() -> this.scraper.book(url.getT2())))
				.map((book) -> url.mapT2((ignored) -> book)), this.properties.inFlight())
			.doOnNext((book) -> this.progress.bookDone())
			.collectSortedList(Comparator.comparing(Tuple2::getT1))
			.map((books) -> books.stream().map(Tuple2::getT2).toList());
	}

	private <T> Mono<Fetched<T>> fetch(String url, Supplier<Mono<T>> attempt) {
		AtomicInteger attempts = new AtomicInteger();
		Retry retry = Retry.backoff(this.properties.attempts() - 1L, this.properties.backoff())
			.doBeforeRetry((signal) -> this.progress.retry())
			.onRetryExhaustedThrow((spec, signal) -> signal.failure());
		return Mono.defer(() -> {
			attempts.incrementAndGet();
			return attempt.get();
		}).retryWhen(retry).map(Fetched::of).onErrorResume((failure) -> {
			this.progress.failure();
			return Mono.just(Fetched.failed(new PageFailure(url, attempts.get(), reason(failure))));
		});
	}

	private static String reason(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return cause.getClass().getSimpleName() + ": " + cause.getMessage();
	}

}
