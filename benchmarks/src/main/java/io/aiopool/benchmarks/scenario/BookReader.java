package io.aiopool.benchmarks.scenario;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads the pages of a {@link BookServer} in a worker, by the means that one would use:
 * the JDK's HTTP client, one for the process, and jsoup.
 */
final class BookReader {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private BookReader() {
	}

	/** What a page says of a book. */
	record Book(String title, String price, String stock, String upc, String description) {
	}

	static CompletionStage<List<String>> list(String url) {
		return page(url).thenApply((page) -> page.select("article.product h3 a").eachAttr("abs:href"));
	}

	static CompletionStage<Book> book(String url) {
		return page(url)
			.thenApply((page) -> new Book(text(page, "article.product h1"), text(page, "article.product p.price"),
					text(page, "p.stock"), text(page, "table.facts td"), text(page, "p.description")));
	}

	private static CompletionStage<Document> page(String url) {
		return HTTP.sendAsync(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
			.thenApply((response) -> Jsoup.parse(response.body(), url));
	}

	private static String text(Document page, String selector) {
		Element element = page.selectFirst(selector);
		return Objects.requireNonNull(element, selector).text();
	}

}
