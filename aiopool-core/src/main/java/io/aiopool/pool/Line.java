package io.aiopool.pool;

import org.jspecify.annotations.Nullable;

/**
 * Where tasks of one placement wait: exclusive and shared ones in queues of their own,
 * since a worker that cannot take the one may take the other. Guarded by the lock of the
 * {@link DispatchState}.
 */
final class Line {

	final TaskQueue exclusive = new TaskQueue();

	final TaskQueue shared = new TaskQueue();

	/** Number of the queue whose workers serve it; negative for none. */
	private final int queue;

	/** The only worker that serves it. */
	private final @Nullable Seat seat;

	/** Kept free of shared tasks, so that an exclusive one gets its turn. */
	@Nullable Seat reserved;

	Line(int queue, @Nullable Seat seat) {
		this.queue = queue;
		this.seat = seat;
	}

	TaskQueue of(boolean exclusive) {
		return exclusive ? this.exclusive : this.shared;
	}

	boolean isServedBy(Seat seat) {
		return (this.seat != null) ? this.seat == seat : this.queue < 0 || this.queue == seat.queue();
	}

	boolean isEmpty() {
		return this.exclusive.isEmpty() && this.shared.isEmpty();
	}

	int size() {
		return this.exclusive.size() + this.shared.size();
	}

}
