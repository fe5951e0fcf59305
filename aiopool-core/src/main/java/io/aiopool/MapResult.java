package io.aiopool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The results of a {@code map}, made when they are asked for: each terminal method runs
 * the map over the input once, pulls the input lazily and keeps a bounded number of
 * elements in flight. The first failure ends it and cancels what is in flight.
 *
 * @param <R> type of a result
 */
public interface MapResult<R extends @Nullable Object> {

	/**
	 * Returns a variant that runs at most so many elements at the same time.
	 * @param concurrency at least 1
	 * @return a new result
	 */
	MapResult<R> concurrency(int concurrency);

	/**
	 * Returns a variant whose results run at most so far ahead of their consumer:
	 * elements that have been begun and whose results have not been taken. Without it,
	 * twice the concurrency; more if the body turns out to be tiny.
	 * @param results at least 1
	 * @return a new result
	 */
	MapResult<R> queueSize(int results);

	/**
	 * Returns a variant that tells how far it has come: when an element has ended, though
	 * at most every 50 ms, and at the end. The listener is called by one thread at a
	 * time, a callback thread of the pool or one that asks for results; what it throws is
	 * logged, and it is not called again.
	 * @param listener the listener
	 * @return a new result
	 */
	MapResult<R> onProgress(Consumer<MapProgress> listener);

	/**
	 * Returns a variant that yields results as they come instead of in input order.
	 * @return a new result
	 */
	MapResult<R> unordered();

	/**
	 * Returns the results as a lazily pulled stream that blocks its reader. To be closed
	 * if it is not read to its end, which cancels what is in flight.
	 * @return the stream; a failure is thrown to its reader
	 */
	Stream<R> stream();

	/**
	 * Waits for all results. Interruption cancels what is in flight.
	 * @return the results in order
	 */
	List<R> toList();

	/**
	 * Starts the map and returns the future list of results; cancelling it cancels what
	 * is in flight.
	 * @return the future, completed on a callback thread of the pool
	 */
	CompletableFuture<List<R>> toFuture();

	/**
	 * Returns the results as a cold {@code Flux} with back-pressure. No result may be
	 * {@code null} here.
	 * @return the flux; items arrive on callback threads of the pool
	 */
	Flux<R> flux();

}
