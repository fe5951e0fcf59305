package io.aiopool.pool;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.aiopool.MapProgress;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far a map has come, not too often. Called by one thread at a time.
 */
final class MapReport {

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final System.Logger LOGGER = System.getLogger(MapReport.class.getName());

	private @Nullable Consumer<MapProgress> listener;

	private final long total;

	private long done;

	private long failed;

	private long lastAt = System.nanoTime() - INTERVAL_NANOS;

	MapReport(@Nullable Consumer<MapProgress> listener, long total) {
		this.listener = listener;
		this.total = total;
	}

	void done(long elements) {
		this.done += elements;
	}

	void failed() {
		this.failed++;
	}

	void tell(boolean last) {
		Consumer<MapProgress> listener = this.listener;
		if (listener == null || !last && System.nanoTime() - this.lastAt < INTERVAL_NANOS) {
			return;
		}
		this.lastAt = System.nanoTime();
		try {
			listener.accept(new MapProgress(this.done, this.failed, this.total));
		}
		catch (Throwable ex) {
			this.listener = null;
			Warnings.log(LOGGER,
					() -> "A listener to the progress of a map failed; it is not called again, and the map goes on",
					ex);
		}
	}

}
