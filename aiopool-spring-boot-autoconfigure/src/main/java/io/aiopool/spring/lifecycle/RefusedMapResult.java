package io.aiopool.spring.lifecycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aiopool.MapProgress;
import io.aiopool.MapResult;
import io.aiopool.OffProcessException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The results of a map that no engine was there for: whoever asks for them is told why.
 * Immutable.
 *
 * @param <R> type of a result
 * @param reason why there is none
 */
record RefusedMapResult<R extends @Nullable Object>(OffProcessException reason) implements MapResult<R> {

	@Override
	public MapResult<R> concurrency(int concurrency) {
		return withAtLeastOne("concurrency", concurrency);
	}

	@Override
	public MapResult<R> queueSize(int results) {
		return withAtLeastOne("queueSize", results);
	}

	private MapResult<R> withAtLeastOne(String setting, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(setting + " must be at least 1, but was " + value);
		}
		return this;
	}

	@Override
	public MapResult<R> onProgress(Consumer<MapProgress> listener) {
		return this;
	}

	@Override
	public MapResult<R> unordered() {
		return this;
	}

	@Override
	public Stream<R> stream() {
		return this.<R>results().toStream();
	}

	@Override
	public List<R> toList() {
		throw this.reason;
	}

	@Override
	public CompletableFuture<List<R>> toFuture() {
		return CompletableFuture.failedFuture(this.reason);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Flux<R> flux() {
		return (Flux<R>) results();
	}

	private <T> Flux<T> results() {
		return Flux.error(this.reason);
	}

}
