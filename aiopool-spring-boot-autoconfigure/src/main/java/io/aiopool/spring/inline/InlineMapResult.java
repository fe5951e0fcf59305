package io.aiopool.spring.inline;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.aiopool.MapProgress;
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
 * @param input the elements, in boxes
 * @param total number of elements, or -1
 * @param body runs one element
 * @param inFlight so many elements run at the same time
 * @param queue so many results may wait for their consumer; 0 for no limit of its own
 * @param ordered whether results come in input order
 * @param listener told how far the map has come
 */
record InlineMapResult<A extends @Nullable Object, R extends @Nullable Object>(Flux<Optional<A>> input, long total,
		Function<A, CompletableFuture<R>> body, int inFlight, int queue, boolean ordered,
		@Nullable Consumer<MapProgress> listener) implements MapResult<R> {

	InlineMapResult(Flux<Optional<A>> input, long total, Function<A, CompletableFuture<R>> body, int inFlight) {
		this(input, total, body, inFlight, 0, true, null);
	}

	static <A extends @Nullable Object> Flux<Optional<A>> boxes(Iterable<? extends A> input) {
		return Flux.fromStream(() -> StreamSupport.stream(input.spliterator(), false).map(Optional::ofNullable));
	}

	static long size(Iterable<?> input) {
		return (input instanceof Collection<?> collection) ? collection.size() : -1;
	}

	@Override
	public MapResult<R> concurrency(int concurrency) {
		return new InlineMapResult<>(this.input, this.total, this.body, atLeastOne("concurrency", concurrency),
				this.queue, this.ordered, this.listener);
	}

	@Override
	public MapResult<R> queueSize(int results) {
		return new InlineMapResult<>(this.input, this.total, this.body, this.inFlight, atLeastOne("queueSize", results),
				this.ordered, this.listener);
	}

	private static int atLeastOne(String setting, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(setting + " must be at least 1, but was " + value);
		}
		return value;
	}

	@Override
	public MapResult<R> onProgress(Consumer<MapProgress> listener) {
		return new InlineMapResult<>(this.input, this.total, this.body, this.inFlight, this.queue, this.ordered,
				listener);
	}

	@Override
	public MapResult<R> unordered() {
		return new InlineMapResult<>(this.input, this.total, this.body, this.inFlight, this.queue, false,
				this.listener);
	}

	private Flux<Optional<R>> boxes() {
		return Flux.defer(() -> {
			AtomicLong done = new AtomicLong();
			Function<Optional<A>, Mono<Optional<R>>> run = (element) -> run(element)
				.doOnNext((result) -> tell(done.incrementAndGet(), 0))
				.doOnError((failure) -> tell(done.get(), 1));
			int most = (this.queue > 0) ? Math.min(this.queue, this.inFlight) : this.inFlight;
			return this.ordered ? this.input.flatMapSequential(run, most, 1) : this.input.flatMap(run, most, 1);
		});
	}

	private void tell(long done, long failed) {
		Consumer<MapProgress> listener = this.listener;
		if (listener != null) {
			synchronized (listener) {
				listener.accept(new MapProgress(done, failed, this.total));
			}
		}
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
