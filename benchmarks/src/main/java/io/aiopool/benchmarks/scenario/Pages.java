package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.aiopool.AsyncFunction;
import io.aiopool.ProcessPool;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Peers;
import io.aiopool.benchmarks.scenario.BookReader.Book;

/**
 * The work that started it all: 50 list pages and then the pages of 1,000 books are
 * fetched and parsed, by a new pool and by one that has done so before. Each side uses
 * what its users would: the JDK's client and jsoup here, aiohttp and Beautiful Soup with
 * lxml there.
 */
final class Pages implements Scenario {

	private static final int PROCESSES = 2;

	private static final int CONCURRENCY = 64;

	/** Runs until compilers are done with what a page needs. */
	private static final int WARM_UPS = 5;

	private static final String FIRST = "start to end s";

	private static final String AGAIN = "again s";

	@Override
	public String name() {
		return "pages";
	}

	@Override
	public String title() {
		return "50 + 1,000 pages from a server that takes 30 ms for each, fetched and parsed: from the start of a pool to its end, and again by a pool that has done it before";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		BookServer server = new BookServer();
		List<Arm> arms = new ArrayList<>();
		arms.add(Arm.of("aiopool", () -> ours(server.url()), server));
		Peers.Sets theirs = Peers.aiomultiprocess(bench, "aiohttp", "bs4", "lxml");
		if (theirs != null) {
			String line = "books %s %d %d %d".formatted(server.url(), BookServer.LISTS, PROCESSES, CONCURRENCY);
			arms.add(Arm.of(theirs.peer().name(), () -> seconds(theirs.ask(line)), theirs));
		}
		return arms;
	}

	private static Map<String, Double> seconds(Map<String, Double> answer) {
		requireBooks(answer.getOrDefault("books", 0.0));
		return Map.of(FIRST, Objects.requireNonNull(answer.get(FIRST)), AGAIN,
				Objects.requireNonNull(answer.get(AGAIN)));
	}

	private static Map<String, Double> ours(String url) {
		long begin = System.nanoTime();
		ProcessPool pool = AiopoolPeer.builder(PROCESSES).childConcurrency(CONCURRENCY).build();
		double first;
		double again;
		try (pool) {
			scrape(pool, url);
			first = seconds(begin);
			for (int time = 0; time < WARM_UPS; time++) {
				scrape(pool, url);
			}
			begin = System.nanoTime();
			scrape(pool, url);
			again = seconds(begin);
			begin = System.nanoTime();
		}
		return Map.of(FIRST, first + seconds(begin), AGAIN, again);
	}

	private static void scrape(ProcessPool pool, String url) {
		AsyncFunction<String, List<String>> list = BookReader::list;
		AsyncFunction<String, Book> book = BookReader::book;
		List<String> lists = IntStream.range(0, BookServer.LISTS)
			.mapToObj((number) -> url + "/list/" + number)
			.toList();
		List<String> urls = pool.mapAsync(list, lists).toList().stream().flatMap(List::stream).toList();
		List<Book> books = pool.mapAsync(book, urls).toList();
		requireBooks(books.stream().map(Book::upc).distinct().count());
	}

	private static double seconds(long begin) {
		return Timing.millisSince(begin) / 1e3;
	}

	private static void requireBooks(double books) {
		if (books != BookServer.BOOKS) {
			throw new IllegalStateException("Read " + books + " of " + BookServer.BOOKS + " books");
		}
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 5;
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

}
