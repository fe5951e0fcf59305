package io.aiopool.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a few idle objects for the next user, whichever thread that is. Unlike a
 * thread-local it holds nothing per (virtual) thread, and what is taken is gone, so
 * re-entrant use gets another one. Thread-safe, never blocks.
 */
final class SparePool<T> {

	private static final int SIZE = 4;

	private final AtomicReferenceArray<@Nullable T> spares = new AtomicReferenceArray<>(SIZE);

	@Nullable T take() {
		for (int i = 0; i < SIZE; i++) {
			if (this.spares.getPlain(i) != null) {
				T spare = this.spares.getAndSet(i, null);
				if (spare != null) {
					return spare;
				}
			}
		}
		return null;
	}

	void give(T spare) {
		for (int i = 0; i < SIZE; i++) {
			if (this.spares.getPlain(i) == null && this.spares.compareAndSet(i, null, spare)) {
				return;
			}
		}
	}

}
