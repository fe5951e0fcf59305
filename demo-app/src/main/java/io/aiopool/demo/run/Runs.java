package io.aiopool.demo.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import io.aiopool.demo.bookshop.Shop;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Starts runs, one at a time, and remembers the latest. Thread-safe: its lock owns every
 * field that changes.
 */
@Service
public class Runs implements DisposableBean {

	private static final int REMEMBERED = 20;

	private final Scrapers scrapers;

	private final Shop shop;

	private final RunProperties properties;

	private final CsvFile csv;

	private final Deque<Run> runs = new ArrayDeque<>();

	private int lastId;

	private @Nullable Disposable current;

	Runs(Scrapers scrapers, Shop shop, RunProperties properties) {
		this.scrapers = scrapers;
		this.shop = shop;
		this.properties = properties;
		this.csv = new CsvFile(properties.csv());
	}

	/**
	 * Starts a run.
	 * @throws RunInProgressException if one is running
	 */
	public synchronized Run start(RunMode mode) {
		Run latest = this.runs.peekFirst();
		if (latest != null && latest.running()) {
			throw new RunInProgressException(latest);
		}
		Progress progress = new Progress(this.properties.pages());
		Run run = new Run(Integer.toString(++this.lastId), mode, progress);
		this.runs.addFirst(run);
		if (this.runs.size() > REMEMBERED) {
			this.runs.removeLast();
		}
		this.current = run(mode, progress).subscribe(run::finish, run::fail);
		return run;
	}

	private Mono<RunResult> run(RunMode mode, Progress progress) {
		return new Scrape(this.scrapers.of(mode), this.properties, progress).books(this.shop.url())
			.publishOn(Schedulers.boundedElastic())
			.map((books) -> write(mode, progress, books));
	}

	private RunResult write(RunMode mode, Progress progress, Scrape.Books books) {
		this.csv.write(books.books());
		long elapsed = progress.elapsedMillis();
		int pages = progress.done() - books.failures().size();
		return new RunResult(mode, books.books().size(), books.failures(), elapsed, Progress.perSecond(pages, elapsed),
				this.csv.path().toString());
	}

	/** The run of an id, unless it is forgotten. */
	public synchronized Optional<Run> find(String id) {
		return this.runs.stream().filter((run) -> run.id().equals(id)).findFirst();
	}

	/** The runs remembered, the latest first. */
	public synchronized List<Run> latest() {
		return List.copyOf(this.runs);
	}

	/**
	 * The file that holds the books of the latest run that finished; may not exist yet.
	 */
	public Path csv() {
		return this.csv.path();
	}

	@Override
	public synchronized void destroy() {
		if (this.current != null) {
			this.current.dispose();
		}
		this.runs.forEach((run) -> run.fail(new CancellationException("The application is closing")));
	}

}
