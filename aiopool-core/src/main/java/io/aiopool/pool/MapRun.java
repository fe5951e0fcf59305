package io.aiopool.pool;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aiopool.MapProgress;
import io.aiopool.MapResult;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The ways to ask for the results of a map. Immutable; each time they are asked for, a
 * {@link MapFlow} begins.
 *
 * @param <R> type of a result
 */
final class MapRun<R extends @Nullable Object> implements MapResult<R> {

	/** Results that are fetched for the reader of a stream at a time. */
	private static final int FETCH = 256;

	private final MapPlan plan;

	MapRun(MapPlan plan) {
		this.plan = plan;
	}

	@Override
	public MapResult<R> concurrency(int concurrency) {
		return new MapRun<>(this.plan.withConcurrency(atLeastOne("concurrency", concurrency)));
	}

	@Override
	public MapResult<R> queueSize(int results) {
		return new MapRun<>(this.plan.withQueueSize(atLeastOne("queueSize", results)));
	}

	private static int atLeastOne(String setting, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(setting + " must be at least 1, but was " + value);
		}
		return value;
	}

	@Override
	public MapResult<R> onProgress(Consumer<MapProgress> listener) {
		return new MapRun<>(this.plan.withListener(Objects.requireNonNull(listener, "listener")));
	}

	@Override
	public MapResult<R> unordered() {
		return new MapRun<>(this.plan.unordered());
	}

	private static Flux<Object> results(MapPlan plan) {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Object> subscriber) {
				MapFlow.start(plan, subscriber);
			}

		};
	}

	/** What is fetched for the reader counts as taken, so the window is smaller by it. */
	@Override
	public Stream<R> stream() {
		int window = this.plan.window();
		int fetch = Math.max(1, Math.min(FETCH, window / 2));
		MapPlan plan = (this.plan.queueSize() > 0) ? this.plan.withQueueSize(Math.max(1, window - fetch)) : this.plan;
		return results(plan).toStream(fetch).map(MapRun::value);
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private static <R extends @Nullable Object> R value(Object result) {
		return (result != MapFlow.NULL) ? (R) result : null;
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
		return results(this.plan).collectList().<List<R>>map(MapRun::values).toFuture();
	}

	@SuppressWarnings("unchecked")
	private static <R extends @Nullable Object> List<R> values(List<Object> results) {
		Object[] values = results.toArray();
		for (int i = 0; i < values.length; i++) {
			values[i] = MapRun.<Object>value(values[i]);
		}
		return (List<R>) Collections.unmodifiableList(Arrays.asList(values));
	}

	@Override
	@SuppressWarnings("unchecked")
	public Flux<R> flux() {
		return results(this.plan).map((result) -> {
			if (result == MapFlow.NULL) {
				throw new NullPointerException("a result of the map is null, which a Flux cannot hold:"
						+ " use stream(), toList() or toFuture()");
			}
			return (R) result;
		});
	}

}
