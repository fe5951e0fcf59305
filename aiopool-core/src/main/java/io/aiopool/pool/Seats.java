package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * The workers that have been told of and have not ended, in the order of their slots,
 * those that finish their last tasks included. Guarded by the lock of the
 * {@link DispatchState}.
 */
final class Seats {

	private final List<Seat> seats = new ArrayList<>();

	/** All of them, not a copy. */
	List<Seat> all() {
		return this.seats;
	}

	void add(Seat seat) {
		int index = 0;
		while (index < this.seats.size() && this.seats.get(index).slot() <= seat.slot()) {
			index++;
		}
		this.seats.add(index, seat);
	}

	void remove(Seat seat) {
		this.seats.remove(seat);
	}

	@Nullable Seat of(WorkerHandle worker) {
		for (Seat seat : this.seats) {
			if (seat.worker() == worker) {
				return seat;
			}
		}
		return null;
	}

	int size() {
		return this.seats.size();
	}

	int inFlight() {
		int inFlight = 0;
		for (Seat seat : this.seats) {
			inFlight += seat.inFlight();
		}
		return inFlight;
	}

	/** Whether somebody could begin a task at once. */
	boolean hasIdle() {
		return this.seats.stream().anyMatch((seat) -> seat.isOpen() && seat.isIdle());
	}

}
