package io.aiopool.pool;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done once the lock of the {@link DispatchState} has been left: outcomes
 * to be told, workers to be flushed. Belongs to the thread that made it.
 */
final class Effects {

	private static final System.Logger logger = System.getLogger(Effects.class.getName());

	private final List<Runnable> outcomes;

	private final List<Seat> touched = new ArrayList<>(2);

	Effects() {
		this(2);
	}

	Effects(int outcomes) {
		this.outcomes = new ArrayList<>(outcomes);
	}

	/** Somebody is to be told something. */
	void tell(Runnable outcome) {
		this.outcomes.add(outcome);
	}

	/** A worker has been given something that is to be sent. */
	void flush(Seat seat) {
		seat.sent();
		if (!this.touched.contains(seat)) {
			this.touched.add(seat);
		}
	}

	/** One that cannot be told must not keep the others from being told. */
	private static void tellOne(Runnable outcome) {
		try {
			outcome.run();
		}
		catch (RuntimeException | Error ex) {
			logger.log(Level.ERROR, "An outcome could not be told", ex);
		}
	}

	/** Whoever waits for an outcome is woken before others get their turn. */
	void perform() {
		this.outcomes.forEach(Effects::tellOne);
		for (Seat seat : this.touched) {
			seat.worker().flush();
		}
	}

}
