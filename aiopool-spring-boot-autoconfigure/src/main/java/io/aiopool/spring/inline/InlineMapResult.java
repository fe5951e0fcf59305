package io.aiopool.spring.inline;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.aiopool.MapResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A map over threads of this JVM. Elements and results may be {@code null} everywhere but
 * in {@link #flux()}, so they travel in boxes. Immutable.
 *
 * @param <A> type of an element
 * @param <R> type of a result
 * @param input the elements
 * @param body runs one element
 * @param inFlight so many elements run at the same time
 * @param ordered whether results come in input order
 */
record InlineMapResult<A extends @Nullable Object, R extends @Nullable Object>(Iterable<? extends A> input,
		Function<A, CompletableFuture<R>> body, int inFlight, boolean ordered) implements MapResult<R> {

	@Override
	public MapResult<R> concurrency(int concurrency) {
		if (concurrency < 1) {
			throw new IllegalArgumentException("concurrency must be at least 1, but was " + concurrency);
		}
		return new InlineMapResult<>(this.input, this.body, concurrency, this.ordered);
	}

	@Override
	public MapResult<R> unordered() {
		return new InlineMapResult<>(this.input, this.body, this.inFlight, false);
	}

	private Flux<Optional<R>> boxes() {
		Flux<Optional<A>> elements = Flux
			.fromStream(() -> StreamSupport.stream(this.input.spliterator(), false).map(Optional::ofNullable));
		return this.ordered ? elements.flatMapSequential(this::run, this.inFlight, 1)
				: elements.flatMap(this::run, this.inFlight, 1);
	}

	@SuppressWarnings("NullAway") // an element is null exactly where its type allows it
	private Mono<Optional<R>> run(Optional<A> element) {
		return Mono.fromFuture(() -> this.body.apply(element.orElse(null)))
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty());
	}

	@Override
	public Stream<R> stream() {
		return boxes().toStream(1).map((box) -> box.orElse(null));
	}

	@Override
	public List<R> toList() {
		List<Optional<R>> boxes = boxes().collectList().block();
		return unpack((boxes != null) ? boxes : List.of());
	}

	@Override
	@SuppressWarnings("NullAway") // a collected list is never null
	public CompletableFuture<List<R>> toFuture() {
		return boxes().collectList().map(InlineMapResult::unpack).toFuture();
	}

	@SuppressWarnings("unchecked")
	private static <R extends @Nullable Object> List<R> unpack(List<Optional<R>> boxes) {
		return (List<R>) Collections
			.unmodifiableList(Arrays.asList(boxes.stream().map((box) -> box.orElse(null)).toArray()));
	}

	@Override
	public Flux<R> flux() {
		return boxes().map(Optional::get);
	}

}
