package io.aiopool.demo.scraper;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

import io.aiopool.demo.bookshop.Bookshop;
import io.aiopool.demo.bookshop.BookshopProperties;
import io.aiopool.demo.bookshop.Catalogue;
import io.aiopool.demo.bookshop.ShopBook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class BookScraperTests {

	private final ExecutorService executor = HttpClients.threads(2);

	private final HttpClient http = HttpClients.on(this.executor);

	private final BookScraper scraper = new BookScraper(this.http, new FetchSettings(Duration.ofSeconds(20)));

	private final BookScraper impatient = new BookScraper(this.http, new FetchSettings(Duration.ofMillis(300)));

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void readsEveryFieldOfEveryBookFromTheLinksOfTheListPages() {
		try (Bookshop shop = open()) {
			List<String> urls = new ArrayList<>();
			for (int page = 1; page <= Catalogue.PAGES; page++) {
				urls.addAll(this.scraper.listPage(url(shop, Catalogue.pagePath(page))).block());
			}
			List<CompletableFuture<Book>> books = urls.stream().map(this.scraper::book).toList();
			assertThat(books).extracting(CompletableFuture::join)
				.containsExactlyElementsOf(
						shop.catalogue().books().stream().map((book) -> expected(shop, book)).toList());
		}
	}

	@Test
	void reportsAStatus() {
		try (Bookshop shop = open("error:always:page-1")) {
			assertThatExceptionOfType(PageException.class)
				.isThrownBy(() -> this.scraper.listPage(url(shop, Catalogue.pagePath(1))).block())
				.withMessage("Status 500");
			assertThatExceptionOfType(PageException.class)
				.isThrownBy(() -> this.scraper.listPage(url(shop, Catalogue.pagePath(51))).block())
				.withMessage("Status 404");
		}
	}

	@Test
	void givesUpOnAPageThatHangs() {
		try (Bookshop shop = open("hang:always:book-1")) {
			assertFails(this.impatient, shop, "No answer within 300 ms");
		}
	}

	@Test
	void noticesThatAPageWasCutOff() {
		try (Bookshop shop = open("malformed:always:book-1")) {
			assertFails(this.scraper, shop, "Malformed: cut off after");
		}
	}

	@Test
	void reportsAShopThatIsClosed() {
		Bookshop shop = open();
		shop.close();
		assertFails(this.scraper, shop, "ConnectException");
	}

	private void assertFails(BookScraper scraper, Bookshop shop, String message) {
		String url = url(shop, shop.catalogue().books().get(0).path());
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> scraper.book(url).join())
			.havingCause()
			.isInstanceOf(PageException.class)
			.withMessageContaining(message);
	}

	private static Book expected(Bookshop shop, ShopBook book) {
		return new Book(book.title(), book.price(), book.description(), url(shop, book.path()));
	}

	private static String url(Bookshop shop, String path) {
		return shop.url().resolve(path).toString();
	}

	private static Bookshop open(String... faults) {
		return new Bookshop(new BookshopProperties(null, 0, Duration.ZERO, 1894, List.of(faults)));
	}

}
