package io.aiopool.benchmarks;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a run.
 *
 * @param quick whether it is to take minutes only
 * @param work a directory for what is installed and packed
 * @param aiomultiprocess path of a checkout of aiomultiprocess, if it is to be measured
 */
public record Bench(boolean quick, Path work, @Nullable Path aiomultiprocess) {

	/** Says what is going on, or is not. */
	public void say(String text) {
		System.err.println(text);
	}

}
