package io.aiopool.benchmarks.peer;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A pool of workers of some kind, kept for several measurements.
 */
public interface Peer extends AutoCloseable {

	String name();

	/**
	 * Does a piece of work and says how long it took.
	 * @param work what to do
	 * @return values by what they are, {@code null} where this kind of pool cannot do
	 * that
	 */
	@Nullable Map<String, Double> measure(Work work) throws Exception;

	@Override
	void close() throws Exception;

}
