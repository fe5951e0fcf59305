package io.aiopool.pool;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Judges the resident memory of workers by what each had when it became ready. Whoever
 * seems to be over the limit is asked to collect its garbage, and is over if that has not
 * helped. Thread-safe; times are readings of a monotonic clock in nanoseconds.
 *
 * @param <W> what a worker is known by
 */
final class MemoryLimit<W> {

	/** What is to be done about a worker. */
	enum Verdict {

		/** Nothing. */
		FINE,

		/** It is to collect its garbage, and to be measured again. */
		SUSPECT,

		/** It is to be replaced. */
		OVER,

		/** It is over before it has done anything, as its replacement would be. */
		POINTLESS

	}

	/**
	 * A collection stops the whole worker, so one that was in vain is not repeated soon.
	 */
	private static final long PAUSE = Duration.ofSeconds(30).toNanos();

	private final long limit;

	private final Map<W, Books> books = new ConcurrentHashMap<>();

	private volatile boolean pointless;

	/** What is known of one worker. */
	private record Books(long baseline, @Nullable Long collectedAt) {
	}

	MemoryLimit(long limit) {
		this.limit = limit;
	}

	/** Whether there is still a limit. */
	boolean isOn() {
		return this.limit > 0 && !this.pointless;
	}

	/** The first measurement is the baseline of the worker; negative ones are unknown. */
	Verdict measured(W worker, long resident, long now) {
		if (!isOn() || resident < 0) {
			return Verdict.FINE;
		}
		Books known = this.books.putIfAbsent(worker, new Books(resident, null));
		if (known == null || resident - known.baseline() <= this.limit) {
			return Verdict.FINE;
		}
		Long collectedAt = known.collectedAt();
		if (collectedAt != null && now - collectedAt < PAUSE) {
			return Verdict.FINE;
		}
		this.books.put(worker, new Books(known.baseline(), now));
		return Verdict.SUSPECT;
	}

	/** Measured after the collection that was asked for. */
	Verdict collected(W worker, long resident, boolean hasEndedTasks) {
		Books known = this.books.get(worker);
		if (!isOn() || known == null || resident - known.baseline() <= this.limit) {
			return Verdict.FINE;
		}
		if (!hasEndedTasks) {
			this.pointless = true;
			return Verdict.POINTLESS;
		}
		return Verdict.OVER;
	}

	/** Returns what the worker has had from the start. */
	long baseline(W worker) {
		Books known = this.books.get(worker);
		return (known != null) ? known.baseline() : 0;
	}

	/** Forgets all but these. */
	void retain(Collection<W> workers) {
		this.books.keySet().retainAll(workers);
	}

}
