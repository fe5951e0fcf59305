package io.aiopool.demo.bookshop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BookshopTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void listsTwentyBooksOnEachOfFiftyPages() throws Exception {
		try (Bookshop shop = open(Duration.ZERO)) {
			for (int page = 1; page <= 50; page++) {
				Document document = document(get(shop, Catalogue.pagePath(page)));
				assertThat(document.select("article.product_pod div.image_container > a[href]")).hasSize(20);
				assertThat(document.select("ul.pager li.current").text()).isEqualTo("Page " + page + " of 50");
				assertThat(document.select("ul.pager li.next")).hasSize((page < 50) ? 1 : 0);
			}
		}
	}

	@Test
	void servesTheDetailsThatItsLinksLeadTo() throws Exception {
		try (Bookshop shop = open(Duration.ZERO)) {
			HttpResponse<String> list = get(shop, Catalogue.pagePath(2));
			Element link = document(list).selectFirst("article.product_pod div.image_container > a[href]");
			ShopBook book = shop.catalogue().books().get(20);
			assertThat(link).isNotNull();
			Document detail = document(get(shop, "catalogue/" + link.attr("href")));
			assertThat(detail.select("div.product_main h1").text()).isEqualTo(book.title());
			assertThat(detail.select("div.product_main p.price_color").text()).isEqualTo("£" + book.price());
		}
	}

	@Test
	void hasPagesOfTheWeightOfARealShop() throws Exception {
		try (Bookshop shop = open(Duration.ZERO)) {
			for (String path : List.of(Catalogue.pagePath(1), shop.catalogue().books().get(0).path())) {
				assertThat(get(shop, path).body().length()).isBetween(20_000, 100_000);
			}
		}
	}

	@Test
	void answersUnknownPagesWithNotFound() throws Exception {
		try (Bookshop shop = open(Duration.ZERO)) {
			assertThat(get(shop, "catalogue/page-51.html").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void takesItsTimeIfToldTo() throws Exception {
		try (Bookshop shop = open(Duration.ofMillis(300))) {
			long start = System.nanoTime();
			get(shop, Catalogue.pagePath(1));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		}
	}

	@Test
	void failsAsPlanned() throws Exception {
		try (Bookshop shop = open(Duration.ZERO, "error:1:page-1", "malformed:1:page-2", "hang:1:page-3")) {
			assertThat(get(shop, Catalogue.pagePath(1)).statusCode()).isEqualTo(500);
			assertThat(get(shop, Catalogue.pagePath(2)).body()).doesNotContain("</html>");
			assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> get(shop, Catalogue.pagePath(3)));
			for (int page = 1; page <= 3; page++) {
				assertThat(get(shop, Catalogue.pagePath(page)).body()).contains("</html>");
			}
		}
	}

	private static Bookshop open(Duration delay, String... faults) {
		return new Bookshop(new BookshopProperties(null, 0, delay, 1894, List.of(faults)));
	}

	private HttpResponse<String> get(Bookshop shop, String path) throws Exception {
		URI page = shop.url().resolve(path);
		HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(1)).build();
		return this.http.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static Document document(HttpResponse<String> response) {
		return Jsoup.parse(response.body(), response.uri().toString());
	}

}
