package io.aiopool.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.aiopool.OffProcessException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the input of a map into cells: of one element as a rule, and of several where the
 * body has been measured tiny. A chunk is made of elements that are there already, and
 * never waits for more. Belongs to its flow.
 */
final class MapChunks {

	/** How many elements of a tiny body may be begun and not taken. */
	private static final int TINY_WINDOW = 16 * 1024;

	/** A chunk, or its results, is about so large at most. */
	private static final long CHUNK_BYTES = 256 * 1024;

	/** Of the first chunk, before it is known how large elements and results are. */
	private static final int FIRST = 64;

	private final MapFlow flow;

	private final MapPlan plan;

	private final MapSource source;

	/** Elements that could not be sent together, to be sent one by one. */
	private final Queue<Single> singles = new ArrayDeque<>();

	private boolean exhausted;

	private long bytesOfOne = CHUNK_BYTES / FIRST;

	/** An element, which may be {@code null}. */
	private record Single(@Nullable Object element) {
	}

	MapChunks(MapFlow flow, MapPlan plan, MapSource source) {
		this.flow = flow;
		this.plan = plan;
		this.source = source;
	}

	boolean isExhausted() {
		return this.exhausted && this.singles.isEmpty();
	}

	/** How many elements may be begun and not taken, as things are. */
	int window() {
		return (this.plan.queueSize() > 0 || this.plan.chunkLimit() == 1) ? this.plan.window()
				: Math.max(this.plan.window(), TINY_WINDOW);
	}

	/** Learns how large elements and results are. */
	void ended(MapCell cell) {
		this.bytesOfOne = (this.bytesOfOne + Math.max(1, cell.bytesOfOne())) / 2;
	}

	/**
	 * Returns the next cell, or {@code null} while there is no element or no room.
	 * @param outstanding elements begun and not taken
	 */
	@Nullable MapCell next(int outstanding) {
		Single single = this.singles.poll();
		if (single != null) {
			return new MapCell(this.flow, this.plan, single.element());
		}
		int window = window();
		int limit = limit(window);
		// Small remainders of the window are left until they have become a chunk.
		if (window - outstanding < limit || this.exhausted) {
			return null;
		}
		return (limit == 1) ? one() : several(limit);
	}

	private int limit(int window) {
		long bySize = Math.min(CHUNK_BYTES / this.bytesOfOne, window / 4);
		return this.source.isReady() ? (int) Math.max(1, Math.min(this.plan.chunkLimit(), bySize)) : 1;
	}

	private @Nullable MapCell one() {
		Object element = poll();
		return (element != MapSource.NONE && !this.exhausted) ? new MapCell(this.flow, this.plan, element) : null;
	}

	private @Nullable MapCell several(int limit) {
		List<@Nullable Object> elements = new ArrayList<>(limit);
		while (elements.size() < limit) {
			Object element = poll();
			if (element == MapSource.NONE || this.exhausted) {
				break;
			}
			elements.add(element);
		}
		if (elements.size() < 2) {
			return elements.isEmpty() ? null : new MapCell(this.flow, this.plan, elements.get(0));
		}
		try {
			return new MapCell(this.flow, this.plan, elements);
		}
		catch (OffProcessException ex) {
			// One by one it shows which element it is, or that each is small enough.
			elements.forEach((element) -> this.singles.add(new Single(element)));
			return next(0);
		}
	}

	private @Nullable Object poll() {
		Object element = this.source.poll();
		this.exhausted = element == MapSource.END;
		return element;
	}

}
