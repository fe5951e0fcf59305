package io.aiopool.demo.run;

import java.io.Reader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.demo.bookshop.Bookshop;
import io.aiopool.demo.bookshop.BookshopProperties;
import io.aiopool.demo.bookshop.Catalogue;
import io.aiopool.demo.bookshop.ShopBook;
import io.aiopool.demo.scraper.BookScraper;
import io.aiopool.demo.scraper.FetchSettings;
import io.aiopool.demo.scraper.HttpClients;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class RunsTests {

	@TempDir
	private Path directory;

	private final FetchSettings settings = new FetchSettings(Duration.ofSeconds(2));

	private final ExecutorService executor = HttpClients.threads(2);

	private final HttpClient http = HttpClients.on(this.executor);

	private final Scrapers scrapers = new Scrapers(new BookScraper(this.http, this.settings), this.settings);

	@AfterEach
	void stopThreads() {
		this.scrapers.destroy();
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void writesAThousandBooksInTheOrderOfTheList(RunMode mode) throws Exception {
		try (Bookshop shop = open()) {
			RunSnapshot end = run(shop, mode);
			assertThat(end.state()).isEqualTo(RunState.FINISHED);
			assertThat(end.result().rows()).isEqualTo(1_000);
			assertThat(end.result().complete()).isTrue();
			assertThat(end.done()).isEqualTo(1_050).isEqualTo(end.total());
			assertThat(rows()).isEqualTo(expected(shop.catalogue().books().stream()));
		}
	}

	@Test
	void triesPagesAgain() throws Exception {
		try (Bookshop shop = open("error:2:page-3", "malformed:1:page-50", "error:1:book-1", "malformed:2:book-17",
				"hang:1:book-1000")) {
			RunSnapshot end = run(shop, RunMode.IN_PROCESS);
			assertThat(end.result().failures()).isEmpty();
			assertThat(end.retries()).isEqualTo(7);
			assertThat(rows()).isEqualTo(expected(shop.catalogue().books().stream()));
		}
	}

	@Test
	void reportsThePagesThatItGivesUpAndKeepsTheRest() throws Exception {
		try (Bookshop shop = open("error:always:page-2", "malformed:always:book-1", "hang:always:book-1000")) {
			RunSnapshot end = run(shop, RunMode.IN_PROCESS);
			RunResult result = end.result();
			List<ShopBook> books = shop.catalogue().books();
			assertThat(result.complete()).isFalse();
			assertThat(result.failures()).extracting(PageFailure::url)
				.containsExactly(url(shop, Catalogue.pagePath(2)), url(shop, books.get(0).path()),
						url(shop, books.get(999).path()));
			assertThat(result.failures()).extracting(PageFailure::attempts).containsOnly(3);
			assertThat(result.failures()).extracting(PageFailure::reason)
				.satisfiesExactly((reason) -> assertThat(reason).contains("Status 500"),
						(reason) -> assertThat(reason).contains("cut off"),
						(reason) -> assertThat(reason).contains("No answer within"));
			assertThat(rows()).isEqualTo(expected(IntStream.range(0, 1_000)
				.filter((i) -> i != 0 && i != 999 && (i < 20 || i >= 40))
				.mapToObj(books::get)));
		}
	}

	@Test
	void runsOneAtATime() {
		try (Bookshop shop = open()) {
			Runs runs = runs(shop, "books.csv");
			Run first = runs.start(RunMode.POOL);
			assertThatExceptionOfType(RunInProgressException.class).isThrownBy(() -> runs.start(RunMode.IN_PROCESS))
				.withMessageContaining("Run 1 (pool)");
			first.end().block();
			assertThat(runs.start(RunMode.IN_PROCESS).end().block().result().rows()).isEqualTo(1_000);
			assertThat(runs.latest()).extracting(Run::id).containsExactly("2", "1");
		}
	}

	@Test
	void breaksIfTheFileCannotBeWritten() throws Exception {
		Path occupied = Files.createDirectory(this.directory.resolve("occupied"));
		Files.createFile(occupied.resolve("in-the-way"));
		try (Bookshop shop = open()) {
			RunSnapshot end = runs(shop, "occupied").start(RunMode.IN_PROCESS).end().block();
			assertThat(end.state()).isEqualTo(RunState.BROKEN);
			assertThat(end.error()).contains("demo.csv");
		}
	}

	@Test
	void endsARunWhenTheApplicationCloses() {
		try (Bookshop shop = open()) {
			Runs runs = runs(shop, "books.csv");
			Run run = runs.start(RunMode.IN_PROCESS);
			runs.destroy();
			RunSnapshot end = run.end().block();
			assertThat(end.state()).isEqualTo(RunState.BROKEN);
			assertThat(end.error()).contains("closing");
			assertThat(runs.csv()).doesNotExist();
		}
	}

	@Test
	void tellsItsProgressUntilTheEnd() {
		try (Bookshop shop = open()) {
			List<RunSnapshot> events = runs(shop, "books.csv").start(RunMode.IN_PROCESS).events().collectList().block();
			assertThat(events).extracting(RunSnapshot::done).isSorted();
			assertThat(events.subList(0, events.size() - 1)).extracting(RunSnapshot::state)
				.containsOnly(RunState.RUNNING);
			assertThat(events.get(events.size() - 1).result()).isNotNull();
		}
	}

	private RunSnapshot run(Bookshop shop, RunMode mode) {
		return runs(shop, "books.csv").start(mode).end().block();
	}

	private Runs runs(Bookshop shop, String csv) {
		return new Runs(this.scrapers, shop,
				new RunProperties(50, 64, 3, Duration.ofMillis(10), this.directory.resolve(csv), false, false, false));
	}

	private List<List<String>> rows() throws Exception {
		CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
		try (Reader reader = Files.newBufferedReader(this.directory.resolve("books.csv"));
				CSVParser csv = format.parse(reader)) {
			assertThat(csv.getHeaderNames()).containsExactly("title", "price", "description");
			return csv.stream().map((row) -> row.toList()).toList();
		}
	}

	private static List<List<String>> expected(Stream<ShopBook> books) {
		return books
			.map((book) -> List.of(book.title(), book.price().toPlainString(),
					(book.description() != null) ? book.description() : ""))
			.toList();
	}

	private static String url(Bookshop shop, String path) {
		return shop.url().resolve(path).toString();
	}

	private static Bookshop open(String... faults) {
		return new Bookshop(new BookshopProperties(null, 0, Duration.ZERO, 1894, List.of(faults)));
	}

}
