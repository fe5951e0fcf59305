package io.aiopool.demo.run;

import java.util.List;

/**
 * How a run ended.
 *
 * @param mode where it ran
 * @param rows books in the CSV file
 * @param failures pages that were given up
 * @param elapsedMillis time from the first request to the file's being in place
 * @param pagesPerSecond pages had, list pages included, by that time
 * @param csv absolute path of the file
 */
public record RunResult(RunMode mode, int rows, List<PageFailure> failures, long elapsedMillis, double pagesPerSecond,
		String csv) {

	/** Whether no page is missing. */
	public boolean complete() {
		return this.failures.isEmpty();
	}

}
