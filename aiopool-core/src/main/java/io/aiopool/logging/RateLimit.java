package io.aiopool.logging;

import java.util.function.LongSupplier;

/**
 * Lets so many events a second pass, and a second's worth at once after a rest. Not
 * thread-safe.
 */
public final class RateLimit {

	private static final double NANOS_PER_SECOND = 1e9;

	private final int perSecond;

	private final LongSupplier clock;

	private double left;

	private long lastAt;

	/**
	 * Creates a limit.
	 * @param perSecond events a second
	 */
	public RateLimit(int perSecond) {
		this(perSecond, System::nanoTime);
	}

	RateLimit(int perSecond, LongSupplier clock) {
		this.perSecond = perSecond;
		this.clock = clock;
		this.left = perSecond;
		this.lastAt = clock.getAsLong();
	}

	/**
	 * Asks for one more event.
	 * @return whether it may pass
	 */
	public boolean tryAcquire() {
		long now = this.clock.getAsLong();
		this.left = Math.min(this.perSecond, this.left + (now - this.lastAt) * this.perSecond / NANOS_PER_SECOND);
		this.lastAt = now;
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

}
