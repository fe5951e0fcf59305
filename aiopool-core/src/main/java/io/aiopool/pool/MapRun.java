package io.aiopool.pool;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;

import io.aiopool.MapResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A map over an input: pulls an element when there is room in flight for it, and keeps
 * results that come early until their turn.
 *
 * @param <A> type of an element
 * @param <R> type of a result
 */
final class MapRun<A extends @Nullable Object, R extends @Nullable Object> implements MapResult<R> {

	private final Iterable<? extends A> input;

	private final Function<A, CompletableFuture<R>> body;

	private final int concurrency;

	private final boolean ordered;

	/** A stream of values cannot hold {@code null}, but results may be. */
	private record Box<T extends @Nullable Object>(T value) {
	}

	MapRun(Iterable<? extends A> input, Function<A, CompletableFuture<R>> body, int concurrency) {
		this(input, body, concurrency, true);
	}

	private MapRun(Iterable<? extends A> input, Function<A, CompletableFuture<R>> body, int concurrency,
			boolean ordered) {
		this.input = input;
		this.body = body;
		this.concurrency = concurrency;
		this.ordered = ordered;
	}

	@Override
	public MapResult<R> concurrency(int concurrency) {
		if (concurrency < 1) {
			throw new IllegalArgumentException("concurrency must be at least 1, but was " + concurrency);
		}
		return new MapRun<>(this.input, this.body, concurrency, this.ordered);
	}

	@Override
	public MapResult<R> unordered() {
		return new MapRun<>(this.input, this.body, this.concurrency, false);
	}

	private Flux<Box<R>> boxes() {
		Flux<Box<A>> elements = Flux.fromIterable(() -> new Iterator<Box<A>>() {

			private final Iterator<? extends A> elements = MapRun.this.input.iterator();

			@Override
			public boolean hasNext() {
				return this.elements.hasNext();
			}

			@Override
			public Box<A> next() {
				return new Box<>(this.elements.next());
			}

		});
		return this.ordered ? elements.flatMapSequential(this::run, this.concurrency, 1)
				: elements.flatMap(this::run, this.concurrency, 1);
	}

	private Mono<Box<R>> run(Box<A> element) {
		return Mono.fromFuture(() -> this.body.apply(element.value())).map(Box::new).defaultIfEmpty(nothing());
	}

	/** What a future of {@code null} becomes, since a stream of values cannot hold it. */
	@SuppressWarnings("NullAway")
	private Box<R> nothing() {
		return new Box<>(null);
	}

	@Override
	public Stream<R> stream() {
		return boxes().toStream(this.concurrency).map(Box::value);
	}

	@Override
	public List<R> toList() {
		CompletableFuture<List<R>> results = toFuture();
		try {
			return results.get();
		}
		catch (InterruptedException ex) {
			results.cancel(true);
			Thread.currentThread().interrupt();
			throw new CancellationException("interrupted while waiting for the results of a map");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error failure) {
				throw failure;
			}
			throw new CompletionException(ex.getCause());
		}
	}

	@Override
	@SuppressWarnings("NullAway") // a collected list is never null
	public CompletableFuture<List<R>> toFuture() {
		return boxes().collectList().map(MapRun::values).toFuture();
	}

	private static <R extends @Nullable Object> List<R> values(List<Box<R>> boxes) {
		return boxes.stream().map(Box::value).toList();
	}

	@Override
	public Flux<R> flux() {
		return boxes().map(Box::value);
	}

}
