package io.aiopool.spring.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.aiopool.codec.Handles;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The streams among the arguments of tasks: they stay, and their items cross one by one.
 * Thread-safe.
 */
final class InlineStreams implements Handles {

	private static final int FLUX = 1;

	private static final int MONO = 2;

	/** Those of the task whose arguments are encoded or decoded on this thread. */
	private final ThreadLocal<@Nullable Sent> current = new ThreadLocal<>();

	private final BiFunction<String, Object, Object> crossing;

	private final BiFunction<String, Throwable, Throwable> failing;

	/**
	 * Creates the streams of a pool.
	 * @param crossing brings an item into a task, of which it gets the name
	 * @param failing brings what a stream ends with into a task
	 */
	InlineStreams(BiFunction<String, Object, Object> crossing, BiFunction<String, Throwable, Throwable> failing) {
		this.crossing = crossing;
		this.failing = failing;
	}

	/**
	 * Collects the streams that are encoded on this thread until the returned object is
	 * closed.
	 * @param task what the task is called
	 * @return the streams
	 */
	Sent collect(String task) {
		return new Sent(task).open();
	}

	@Override
	public boolean stays(Class<?> type) {
		return Publisher.class.isAssignableFrom(type);
	}

	@Override
	public Handle replace(Object value) throws PayloadException {
		Sent sent = this.current.get();
		if (sent == null || sent.arrived) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE,
					"A stream can only be passed as an argument of a task, or inside of one; send its items instead",
					value.getClass().getName(), null);
		}
		sent.streams.add((Publisher<?>) value);
		return new Handle((value instanceof Mono<?>) ? MONO : FLUX, sent.streams.size() - 1, 0);
	}

	@Override
	public Object resolve(Handle handle) throws PayloadException {
		Sent sent = this.current.get();
		if (sent == null || handle.id() >= sent.streams.size()) {
			throw new PayloadException(Kind.NOT_ALLOWED, "A stream is not accepted here", null, null);
		}
		Flux<Object> items = Flux.<Object>from(sent.streams.get((int) handle.id()))
			.onErrorMap((failure) -> this.failing.apply(sent.task, failure))
			.map((item) -> this.crossing.apply(sent.task, item));
		return (handle.kind() == MONO) ? items.next() : items;
	}

	/** The streams of one task. Used by one thread after the other. */
	final class Sent implements AutoCloseable {

		private final String task;

		private final List<Publisher<?>> streams = new ArrayList<>();

		private boolean arrived;

		private @Nullable Sent outer;

		private Sent(String task) {
			this.task = task;
		}

		/**
		 * Makes them those of this thread until they are closed.
		 * @return this
		 */
		Sent open() {
			// Hooks of arguments are code of users and may submit tasks of their own.
			this.outer = InlineStreams.this.current.get();
			InlineStreams.this.current.set(this);
			return this;
		}

		@Override
		public void close() {
			this.arrived = true;
			if (this.outer != null) {
				InlineStreams.this.current.set(this.outer);
			}
			else {
				InlineStreams.this.current.remove();
			}
		}

	}

}
