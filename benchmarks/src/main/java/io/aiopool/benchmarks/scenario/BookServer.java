package io.aiopool.benchmarks.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A bookshop on the loopback address that takes its time: 50 pages that list 20 books
 * each, and a page of some 10 KiB for each book.
 */
final class BookServer implements AutoCloseable {

	static final int LISTS = 50;

	static final int BOOKS = 1_000;

	private static final int BOOKS_OF_A_LIST = BOOKS / LISTS;

	private static final long DELAY_MILLIS = 30;

	/** As many as ask at the same time: each of them sleeps. */
	private static final int THREADS = 256;

	private static final int WARM_UP_CONNECTIONS = 100;

	private static final String DESCRIPTION = "A story about a shop, the pages in it, and those who read them. ";

	static {
		// Else its answers wait 40 ms for the acknowledgement of their headers
		System.setProperty("sun.net.httpserver.nodelay", "true");
		// Else it closes some that are about to be used again
		System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
	}

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final HttpServer server;

	BookServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
		this.server.setExecutor(this.threads);
		this.server.createContext("/list/", (exchange) -> answer(exchange, list(number(exchange))));
		this.server.createContext("/book/", (exchange) -> answer(exchange, book(number(exchange))));
		this.server.start();
		warmUp();
	}

	/** So that the first who comes does not pay for all. */
	private void warmUp() {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		for (int book = 0; book < BOOKS; book += WARM_UP_CONNECTIONS) {
			CompletableFuture
				.allOf(IntStream.range(book, book + WARM_UP_CONNECTIONS)
					.mapToObj((number) -> HttpRequest.newBuilder(URI.create(url() + "/book/" + number)).build())
					.map((request) -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
					.toArray(CompletableFuture[]::new))
				.join();
		}
	}

	/** Where it is, without a slash at the end. */
	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private static int number(HttpExchange exchange) {
		String path = exchange.getRequestURI().getPath();
		return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
	}

	private static void answer(HttpExchange exchange, String page) throws IOException {
		try (exchange) {
			Thread.sleep(DELAY_MILLIS);
			byte[] body = page.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String list(int list) {
		return page("All books",
				IntStream.range(list * BOOKS_OF_A_LIST, (list + 1) * BOOKS_OF_A_LIST)
					.mapToObj((book) -> "<article class='product'><h3><a href='/book/" + book + "'>" + title(book)
							+ "</a></h3><p class='price'>" + price(book) + "</p></article>\n")
					.collect(Collectors.joining("", "<section>", "</section>")));
	}

	private static String book(int book) {
		return page(title(book), """
				<article class='product'><h1>%s</h1><p class='price'>%s</p><p class='stock'>In stock (%d)</p>
				<h2>Description</h2><p class='description'>%s</p>
				<table class='facts'><tr><th>UPC</th><td>upc-%d</td></tr><tr><th>Tax</th><td>0.00</td></tr></table>
				</article>%s""".formatted(title(book), price(book), book % 30, DESCRIPTION.repeat(20), book,
				reviews(book)));
	}

	private static String reviews(int book) {
		return IntStream.range(0, 40)
			.mapToObj((review) -> "<div class='review'><h4>Reader %d</h4><p>%s</p><ul><li>%d of 5</li></ul></div>\n"
				.formatted(book + review, DESCRIPTION, review % 5))
			.collect(Collectors.joining());
	}

	private static String page(String title, String content) {
		return "<!DOCTYPE html><html><head><meta charset='utf-8'><title>" + title
				+ "</title></head><body><header><a href='/'>Books</a></header>" + content + "</body></html>";
	}

	private static String title(int book) {
		return "Book &amp; page, volume " + book;
	}

	private static String price(int book) {
		return "£%d.%02d".formatted(10 + book % 50, book % 100);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
