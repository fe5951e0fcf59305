package io.aiopool.demo.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the pages of one run. Thread-safe. */
final class Progress {

	private final long start = System.nanoTime();

	private final int lists;

	private final AtomicInteger listsDone = new AtomicInteger();

	private final AtomicInteger booksFound = new AtomicInteger();

	private final AtomicInteger booksDone = new AtomicInteger();

	private final AtomicInteger retries = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	Progress(int lists) {
		this.lists = lists;
	}

	void listDone(int books) {
		this.booksFound.addAndGet(books);
		this.listsDone.incrementAndGet();
	}

	void bookDone() {
		this.booksDone.incrementAndGet();
	}

	void retry() {
		this.retries.incrementAndGet();
	}

	void failure() {
		this.failures.incrementAndGet();
	}

	int done() {
		return this.listsDone.get() + this.booksDone.get();
	}

	/**
	 * The pages to be had. As long as lists are missing, these are taken to be as long as
	 * the others.
	 */
	int total() {
		int listsDone = this.listsDone.get();
		return this.lists + ((listsDone == 0) ? 0 : this.booksFound.get() * this.lists / listsDone);
	}

	int retries() {
		return this.retries.get();
	}

	int failures() {
		return this.failures.get();
	}

	long elapsedMillis() {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start);
	}

	static double perSecond(int pages, long millis) {
		return pages * 1_000.0 / Math.max(1, millis);
	}

}
