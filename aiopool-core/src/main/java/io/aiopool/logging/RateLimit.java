package io.aiopool.logging;

import java.util.function.LongSupplier;

/**
 * Lets so many events a second pass, and so many at once after a rest. Not thread-safe.
 */
public final class RateLimit {

	private static final double NANOS_PER_SECOND = 1e9;

	private final int perSecond;

	private final int atOnce;

	private final LongSupplier clock;

	private double left;

	private long lastAt;

	/**
	 * Creates a limit.
	 * @param perSecond events a second, and at once
	 */
	public RateLimit(int perSecond) {
		this(perSecond, perSecond);
	}

	/**
	 * Creates a limit.
	 * @param perSecond events a second
	 * @param atOnce events at once after a rest
	 */
	public RateLimit(int perSecond, int atOnce) {
		this(perSecond, atOnce, System::nanoTime);
	}

	/**
	 * Creates a limit.
	 * @param perSecond events a second
	 * @param atOnce events at once after a rest
	 * @param clock readings in nanoseconds, of which only differences mean something
	 */
	public RateLimit(int perSecond, int atOnce, LongSupplier clock) {
		this.perSecond = perSecond;
		this.atOnce = atOnce;
		this.clock = clock;
		this.left = atOnce;
		this.lastAt = clock.getAsLong();
	}

	/**
	 * Asks for one more event.
	 * @return whether it may pass
	 */
	public boolean tryAcquire() {
		long now = this.clock.getAsLong();
		this.left = Math.min(this.atOnce, this.left + (now - this.lastAt) * this.perSecond / NANOS_PER_SECOND);
		this.lastAt = now;
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

}
