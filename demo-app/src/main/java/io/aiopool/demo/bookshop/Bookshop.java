package io.aiopool.demo.bookshop;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The shop's web server, on loopback. All pages are rendered before it opens, so that
 * serving costs next to nothing beside the scraping that is measured. Thread-safe; open
 * from construction until {@link #close()}.
 */
public final class Bookshop implements Shop, AutoCloseable {

	private final Catalogue catalogue;

	private final Map<String, byte[]> pages;

	private final Duration delay;

	private final FaultPlan faults;

	private final LoopResources loop;

	private final DisposableServer server;

	/**
	 * Opens a shop.
	 * @param properties port, delay, seed and faults
	 */
	public Bookshop(BookshopProperties properties) {
		this.catalogue = Catalogue.generate(properties.seed());
		this.pages = render(this.catalogue);
		this.delay = properties.delay();
		this.faults = new FaultPlan(
				properties.faults().stream().map((text) -> Fault.parse(text, this.catalogue)).toList());
		this.loop = LoopResources.create("bookshop", 1, true);
		this.server = HttpServer.create()
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(properties.port())
			.runOn(this.loop)
			.handle(this::answer)
			.bindNow();
	}

	private static Map<String, byte[]> render(Catalogue catalogue) {
		Map<String, byte[]> pages = new HashMap<>();
		IntStream.rangeClosed(1, Catalogue.PAGES)
			.forEach((page) -> pages.put(Catalogue.pagePath(page), bytes(ListPage.render(catalogue, page))));
		catalogue.books().forEach((book) -> pages.put(book.path(), bytes(DetailPage.render(catalogue, book))));
		return Map.copyOf(pages);
	}

	private static byte[] bytes(String html) {
		return html.getBytes(StandardCharsets.UTF_8);
	}

	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		String path = request.path();
		if (path.isEmpty() || "index.html".equals(path)) {
			return response.sendRedirect("/" + Catalogue.pagePath(1));
		}
		byte[] page = this.pages.get(path);
		if (page == null) {
			return response.sendNotFound();
		}
		Mono<Void> answer = Mono.defer(() -> answer(page, this.faults.next(path), response));
		return this.delay.isZero() ? answer : Mono.delay(this.delay).then(answer);
	}

	private static Mono<Void> answer(byte[] page, Fault.@Nullable Kind fault, HttpServerResponse response) {
		if (fault == null) {
			return send(page, page.length, response);
		}
		return switch (fault) {
			case ERROR -> response.status(500).send();
			case HANG -> Mono.never();
			case MALFORMED -> send(page, page.length / 2, response);
		};
	}

	private static Mono<Void> send(byte[] page, int length, HttpServerResponse response) {
		return response.header("Content-Type", "text/html; charset=utf-8")
			.header("Content-Length", Integer.toString(length))
			.sendObject(Unpooled.wrappedBuffer(page, 0, length))
			.then();
	}

	/** The books that this shop sells. */
	public Catalogue catalogue() {
		return this.catalogue;
	}

	@Override
	public URI url() {
		return URI.create("http://" + this.server.host() + ":" + this.server.port() + "/");
	}

	@Override
	public void close() {
		this.server.disposeNow();
		this.loop.dispose();
	}

}
