package io.aiopool.pool;

import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;

import org.jspecify.annotations.Nullable;

/**
 * Where a map gets its elements from. Asked by one thread at a time.
 */
interface MapSource {

	/** Returned while there is no element, but may be one later. */
	Object NONE = new Object();

	/** Returned when there will be no more elements. */
	Object END = new Object();

	/**
	 * Begins.
	 * @param most so many elements may be held ready
	 * @param onAvailable told when {@link #poll()} is worth asking again
	 */
	default void begin(int most, Runnable onAvailable) {
	}

	/**
	 * Returns the next element, or one of the constants. Throws what the input throws.
	 */
	@Nullable Object poll();

	/** Returns the number of elements, or -1 if it is not known. */
	long total();

	/** Whether {@link #poll()} never waits for an element to come. */
	boolean isReady();

	/** No more elements are needed. */
	default void cancel() {
	}

	/** Of an input that is pulled. */
	static MapSource of(Iterable<?> input) {
		// Of a collection the size, since others may only know their iterator.
		if (input instanceof Collection<?> collection) {
			return new Pulled(collection.iterator(), collection.size());
		}
		// Once, since the elements of a stream can be had once.
		Spliterator<?> elements = input.spliterator();
		return new Pulled(Spliterators.iterator(elements), elements.getExactSizeIfKnown());
	}

	/** Elements that are there when they are asked for. */
	final class Pulled implements MapSource {

		private final Iterator<?> elements;

		private final long total;

		Pulled(Iterator<?> elements, long total) {
			this.elements = elements;
			this.total = total;
		}

		@Override
		public @Nullable Object poll() {
			return this.elements.hasNext() ? this.elements.next() : END;
		}

		/** An input that knows its size has its elements; others may wait for each. */
		@Override
		public boolean isReady() {
			return this.total >= 0;
		}

		@Override
		public long total() {
			return this.total;
		}

	}

}
