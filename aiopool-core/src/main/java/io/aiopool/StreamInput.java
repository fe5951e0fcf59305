package io.aiopool;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The elements of a stream, which can be had once, as an input.
 *
 * @param <A> type of an element
 */
final class StreamInput<A extends @Nullable Object> implements Iterable<A> {

	private final Stream<? extends A> stream;

	StreamInput(Stream<? extends A> stream) {
		this.stream = stream;
	}

	@Override
	public Iterator<A> iterator() {
		return Spliterators.iterator(spliterator());
	}

	/** Knows the number of elements if the stream does. */
	@Override
	@SuppressWarnings("unchecked")
	public Spliterator<A> spliterator() {
		return (Spliterator<A>) this.stream.spliterator();
	}

}
