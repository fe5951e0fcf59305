package io.aiopool.demo.run;

import org.jspecify.annotations.Nullable;

/**
 * A run at one moment.
 *
 * @param id identifies the run
 * @param mode where it runs
 * @param state whether it has ended
 * @param done pages had or given up
 * @param total pages to be had; an estimate until all list pages are read
 * @param retries attempts beyond the first of a page
 * @param failures pages given up
 * @param elapsedMillis time since the start, until the end
 * @param pagesPerSecond pages done by that time
 * @param result how it ended, once it is finished
 * @param error why it broke, if it did
 */
public record RunSnapshot(String id, RunMode mode, RunState state, int done, int total, int retries, int failures,
		long elapsedMillis, double pagesPerSecond, @Nullable RunResult result, @Nullable String error) {

}
